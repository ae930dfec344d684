from tides import HOURS
