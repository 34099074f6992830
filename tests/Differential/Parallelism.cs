// Each fixture is for itself: exits are forced by thread, and what counts memory or time says so by NonParallelizable.
[assembly: Parallelizable(ParallelScope.Fixtures)]
