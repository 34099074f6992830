using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>The passes that a function goes through, in order.</summary>
public sealed class Pipeline
{
    private static readonly IPass[] s_cleanUp =
    [
        new TrivialPhiElimination(),            // first: each hides a value from what follows
        new ConstantFolding(),                  // the rules that follow look for constants
        new AlgebraicSimplification(),          // brings what is equal into one form, for the next pass to see
        new CommonSubexpressionElimination(),   // before dead code, which its duplicates' operands become
        new DeadCodeElimination(),              // empties blocks
        new ControlFlowSimplification(),        // last: joined blocks show more to the next round
    ];

    private static readonly IPass[] s_withRanges =
    [
        new RangeSimplification(),   // on small IR: it costs most
        new ModularArithmetic(),     // checks that are gone demand nothing any more
        .. s_cleanUp,
    ];

    /// <summary>A pipeline of given stages.</summary>
    public Pipeline(params IReadOnlyList<PipelineStage> stages) => Stages = stages;

    /// <summary>What comes first: afterwards a function is small, and nothing is copied yet for the sake of its loops.</summary>
    public static Pipeline Early { get; } = new(
        new(MaxRounds: 1,
        [
            new TrivialPhiElimination(),     // the builder leaves many
            new FloatDivisionExpansion(),    // early, so that all that follows sees its parts
            new ConstantFolding(),           // makes masks constants
            new ModularArithmetic(),         // before x & -1 becomes x: it is what says that 64 bits are enough
        ]),
        new(MaxRounds: 8, s_cleanUp),
        new(MaxRounds: 1, [new WideProducts()]),     // before ranges make products and divisions unsigned or wrapping
        new(MaxRounds: 3, s_withRanges),
        // Only what no rule has turned into a few multiplications; its loops bring constants, ranges and blocks to join.
        new(MaxRounds: 2, s_withRanges, Needs: new PowerExpansion()));

    /// <summary>
    /// What every function goes through before code is generated; afterwards there is no power of ints and no Python division of floats left.
    /// </summary>
    public static Pipeline Standard { get; } = new(
    [
        .. Early.Stages,
        // Behind ranges, which know more of what stands behind a branch; what is selected is often an operation.
        new(MaxRounds: 1, s_cleanUp, Needs: new IfConversion()),
        new(MaxRounds: 1,
        [
            new LoopInvariantCodeMotion(),           // last: what was moved shows nothing to the passes above
            new CommonSubexpressionElimination(),    // what comes from two loops meets in one block
            new DeadCodeElimination(),
            new ControlFlowSimplification(),
            new Vectorisation(),                     // of what is left in the loops
        ]),
        new(MaxRounds: 1,
        [
            new TrivialPhiElimination(),
            new DeadCodeElimination(),               // before sharing: the counter of the next round goes to the end of a round, if nothing before needs it
            new RangeSimplification(),               // most of what limits depend on is known to be small
            new ConstantFolding(),
            new AlgebraicSimplification(),
            new LoopInvariantCodeMotion(),           // what was tested before an inner loop may be the same for all rounds of an outer one
            new CommonSubexpressionElimination(),
            new DeadCodeElimination(),
            new ControlFlowSimplification(),
        ],
        Needs: new LoopSplitting()),                 // when all that is the same in all rounds is outside
        new(MaxRounds: 1,
        [
            new DeadCodeElimination(),
            new ControlFlowSimplification(),
        ],
        Needs: new CarriedLoads()),                  // behind main loops, for which an element is an index and no phi
    ]);

    /// <summary>The stages, run one after the other.</summary>
    public IReadOnlyList<PipelineStage> Stages { get; }

    /// <summary>Runs all stages.</summary>
    /// <param name="function">The function, transformed in place.</param>
    /// <param name="options">How to run; the defaults if left out.</param>
    /// <param name="afterPass">Called after each pass that changed the function, to show it.</param>
    /// <returns>Whether anything was changed.</returns>
    /// <exception cref="InternalCompilerException">Verification is on, and a pass broke the IR; the exception names it.</exception>
    public bool Run(Function function, PipelineOptions? options = null, Action<IPass, Function>? afterPass = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        options ??= new PipelineOptions();
        var verify = options.VerifyEachPass;
        if (options.VectorLanes > 0)
            function.VectorLanes = options.VectorLanes;
        if (options.CollectRemarks)
            function.Remarks ??= new RemarkCollection(function);
        if (verify)
            IrVerifier.Verify(function, "what the pipeline was given");

        var everChanged = false;
        foreach (var stage in Stages)
        {
            var changed = stage.Needs is null || RunPass(stage.Needs);
            everChanged |= changed && stage.Needs is not null;
            for (var round = 0; changed && round < stage.MaxRounds; round++)
            {
                changed = false;
                foreach (var pass in stage.Passes)
                    changed |= RunPass(pass);
                everChanged |= changed;
            }
        }
        return everChanged;

        bool RunPass(IPass pass)
        {
            if (!pass.Run(function))
                return false;
            if (verify)
                IrVerifier.Verify(function, $"the pass {pass.Name}");
            afterPass?.Invoke(pass, function);
            return true;
        }
    }
}
