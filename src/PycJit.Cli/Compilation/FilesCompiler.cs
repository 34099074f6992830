namespace Pyc.Cli.Compilation;

/// <summary>Compiles many files on several threads.</summary>
internal static class FilesCompiler
{
    // As deep as the main thread: what a file may do must not depend on which thread takes it.
    private const int StackSize = 8 << 20;

    /// <summary>Compiles files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="compiler">What compiles one; called on any thread.</param>
    /// <param name="threads">How many are compiled at a time, from 1.</param>
    /// <param name="onDone">Told of each as it is done, on any thread.</param>
    /// <returns>What became of them, in their order.</returns>
    public static CompiledFile[] Compile(IReadOnlyList<string> files, FileCompiler compiler, int threads, Action<CompiledFile> onDone)
    {
        var results = new CompiledFile[files.Count];
        var next = -1;
        var workers = Enumerable.Range(0, Math.Min(threads, files.Count)).Select(_ => new Thread(Work, StackSize) { IsBackground = true }).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return results;

        void Work()
        {
            for (var i = Interlocked.Increment(ref next); i < files.Count; i = Interlocked.Increment(ref next))
            {
                results[i] = compiler.Compile(files[i]);
                onDone(results[i]);
            }
        }
    }
}
