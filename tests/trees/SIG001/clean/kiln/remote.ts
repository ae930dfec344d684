export function fireKiln(clay: string): void {
  console.log(clay);
}
