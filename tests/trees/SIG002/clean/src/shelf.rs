pub struct Shelf;

impl Shelf {
    pub fn put(&mut self, glaze: &str, row: usize) {
        println!("{glaze} {row}");
    }

    pub fn find(&self, glaze: &str) -> usize {
        glaze.len()
    }
}
