"""What is law on a day: three values, as filters over many rows and as reasons for one."""
