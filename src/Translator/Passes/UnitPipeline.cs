using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Brings a function and all that it calls into their last form: callees first, so that callers take them in as they will be.</summary>
public static class UnitPipeline
{
    /// <summary>Runs <see cref="Pipeline.Standard"/> on each function, small ones being put in place of their calls before.</summary>
    /// <param name="entry">The function that is called from outside; it and the others are transformed in place.</param>
    /// <param name="options">How to run; the defaults if left out.</param>
    /// <param name="afterPass">Called with the name of each pass that changed a function, and the function, to show it.</param>
    /// <exception cref="InternalCompilerException">Verification is on, and a pass broke the IR; the exception names it.</exception>
    public static void Run(Function entry, PipelineOptions? options = null, Action<string, Function>? afterPass = null)
    {
        Action<IPass, Function>? afterPassOfPipeline = afterPass is null ? null : (pass, function) => afterPass(pass.Name, function);
        var graph = CallGraph.Of(entry);
        var inlining = new Inlining(graph);
        if (options is { CollectRemarks: true })
        {
            foreach (var function in graph.CalleesFirst)
                function.Remarks ??= new RemarkCollection(function);               // of loops as they were built
        }
        foreach (var function in graph.CalleesFirst)
        {
            function.VectorLanes = options?.VectorLanes ?? function.VectorLanes;   // callees that it takes in may have vectors by now
            if (graph.CalleesOf(function).Count > 0 && inlining.Run(function))
                NoteChange("inlining", function);
            if (graph.IsRecursive(function) && TailCalls.Run(function))
            {
                inlining.NoteLoop(function);
                NoteChange("tail-calls", function);
            }
            if (inlining.IsRecursive(function))
            {
                Pipeline.Early.Run(function, options, afterPassOfPipeline);        // what is copied has its last form but for its loops
                if (inlining.Repeat(function))
                    NoteChange("repeated-inlining", function);
            }
            Pipeline.Standard.Run(function, options, afterPassOfPipeline);
        }
        if (options is { IsStoppable: true })
        {
            var unit = CallGraph.Of(entry);                                        // most calls are gone
            var polling = Polling.Of(unit);
            foreach (var function in unit.CalleesFirst)
            {
                if (polling.Run(function))
                    NoteChange(polling.Name, function);
            }
        }

        void NoteChange(string pass, Function function)
        {
            if (options is { VerifyEachPass: true })
                IrVerifier.Verify(function, $"the pass {pass}");
            afterPass?.Invoke(pass, function);
        }
    }
}
