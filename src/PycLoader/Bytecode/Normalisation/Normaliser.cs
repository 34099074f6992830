namespace Pyc.Loader;

/// <summary>Translates every raw instruction that can be reached, once for each state in which it is reached.</summary>
internal static class Normaliser
{
    /// <summary>Fills the graph.</summary>
    /// <returns>The node where the code begins.</returns>
    internal static CodeNode Run(CodeGraph graph)
    {
        var entry = graph.Node(0, graph.Pool.Empty, null, Phase.Entry);
        while (graph.TryTake(out var node))
            Translate(graph, node);
        return entry;
    }

    private static void Translate(CodeGraph graph, CodeNode node)
    {
        var translation = new Translation(graph, node);
        switch (node.Phase)
        {
            case Phase.Ordinary:
                TranslateInstruction(translation);
                break;
            case Phase.Entry:
                LocalRules.EnterFrame(translation);
                translation.Continue(0);
                break;
            case Phase.HandlerEntry:
                BlockRules.EnterHandler(translation, node.Raw);
                break;
            case Phase.HandlerLeave:
                BlockRules.RestoreAndRaise(translation);
                break;
            case Phase.SendLoop:
                GeneratorRules.SendLoop(translation);
                break;
            case Phase.SendDone:
                GeneratorRules.SendDone(translation);
                break;
            case Phase.SendThrow:
                GeneratorRules.SendThrow(translation);
                break;
            case Phase.Silenced:
                WithRules.Silenced(translation);
                break;
            case Phase.AsyncForRaise:
                GeneratorRules.AsyncForRaise(translation);
                break;
        }

        if (!translation.Ended)
            translation.Continue(node.Raw + 1);
    }

    private static void TranslateInstruction(Translation translation)
    {
        if (!OpcodeMeanings.ByName.TryGetValue(translation.Name, out var meaning))
            throw translation.Fault("this opcode has no place in a file, or none here.");

        meaning.Apply(translation);
    }
}
