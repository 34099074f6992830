// Each fixture is for itself; what counts memory or time says so by NonParallelizable.
[assembly: Parallelizable(ParallelScope.Fixtures)]
