using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Puts the value in the place of phis that can be no other one, and one phi in the place of equal ones of a block.</summary>
/// <remarks>
/// M. Braun, S. Buchwald, S. Hack and others, "Simple and Efficient Construction of Static Single Assignment Form" (2013), section 3.2: phis
/// that use each other in a circle and but one value besides are that value, also where a cycle of blocks has several ways in. Removes
/// unreachable blocks, whose phis would hide that, and keeps the rest of the control-flow graph. Cost: a search for circles, again for the
/// phis inside of one that has several values from outside, as long as that takes no more than a few visits for each phi.
/// </remarks>
public sealed class TrivialPhiElimination : IPass
{
    private const int MaxVisitsEach = 16;
    private const int MaxRounds = 4;

    /// <inheritdoc/>
    public string Name => "trivial-phis";

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var changed = function.RemoveUnreachableBlocks();
        for (var round = 0; round < MaxRounds; round++)
        {
            var removed = new Search(function).Run();
            foreach (var block in function.Blocks)
                removed |= MergeEqual(block);
            if (!removed)
                break;
            changed = true;
        }
        return changed;
    }

    private static bool MergeEqual(Block block)
    {
        if (block.First is not { Op: Op.Phi } || block.First.Next!.Op != Op.Phi)   // a terminator comes last
            return false;
        var known = new Dictionary<Value, Value>(PhiComparer.Instance);
        var changed = false;
        foreach (var phi in block.Phis.ToList())
        {
            if (known.TryAdd(phi, phi))
                continue;
            // What is replaced may be an operand of phis here, which are then known by operands that they have no more.
            phi.ReplaceBy(known[phi]);
            changed = true;
        }
        return changed;
    }

    /// <summary>Compares phis of one block by their operands, as those are when it is asked first.</summary>
    private sealed class PhiComparer : IEqualityComparer<Value>
    {
        public static PhiComparer Instance { get; } = new();

        public bool Equals(Value? x, Value? y) =>
            ReferenceEquals(x, y) || (x is not null && y is not null && x.Type == y.Type && x.Operands.SequenceEqual(y.Operands));

        public int GetHashCode(Value phi)
        {
            var hash = new HashCode();
            foreach (var operand in phi.Operands)
                hash.Add(operand.Id);
            return hash.ToHashCode();
        }
    }

    /// <summary>Finds strongly connected phis: R. Tarjan, "Depth-First Search and Linear Graph Algorithms" (1972).</summary>
    private sealed class Search
    {
        private readonly List<Value> _phis;
        private readonly int[] _group;      // by value: the call of Remove that it belongs to; 0 for none
        private readonly int[] _number;     // by value: when it was found in that call
        private readonly int[] _lowest;
        private readonly int[] _circle;     // by value: the circle it is in, once that is complete
        private int _groups;
        private int _circles;
        private long _visitsLeft;

        public Search(Function function)
        {
            _phis = [.. function.Blocks.SelectMany(block => block.Phis)];
            var count = function.ValueCount;
            (_group, _number, _lowest, _circle) = (new int[count], new int[count], new int[count], new int[count]);
            _visitsLeft = (long)_phis.Count * MaxVisitsEach;
        }

        public bool Run()
        {
            var changed = false;
            var pending = new Stack<List<Value>>([_phis]);
            while (pending.TryPop(out var phis) && _visitsLeft > 0)
            {
                _visitsLeft -= phis.Count;
                foreach (var circle in FindCircles(phis))
                    changed |= Remove(circle, pending);
            }
            return changed;
        }

        private bool Remove(List<Value> circle, Stack<List<Value>> pending)
        {
            var name = ++_circles;
            foreach (var phi in circle)
                _circle[phi.Id] = name;
            Value? outside = null;
            var several = false;
            var inner = new List<Value>();
            foreach (var phi in circle)
            {
                var isInner = true;
                foreach (var operand in phi.Operands)
                {
                    if (operand.Op == Op.Phi && _circle[operand.Id] == name)
                        continue;
                    isInner = false;
                    several |= outside is not null && outside != operand;
                    outside = operand;
                }
                if (isInner)
                    inner.Add(phi);
            }
            if (outside is null)
                return false;
            if (several)
            {
                if (inner.Count > 0 && inner.Count < circle.Count)
                    pending.Push(inner);
                return false;
            }
            foreach (var phi in circle)
                phi.ReplaceAllUsesWith(outside);
            foreach (var phi in circle)
                phi.Remove();
            return true;
        }

        // Each after those that it uses, so that what is outside of a circle is replaced already.
        private List<List<Value>> FindCircles(List<Value> phis)
        {
            var group = ++_groups;
            foreach (var phi in phis)
                (_group[phi.Id], _number[phi.Id]) = (group, 0);
            var circles = new List<List<Value>>();
            var open = new Stack<Value>();
            var isOpen = new HashSet<Value>();
            var path = new Stack<(Value Phi, int Next)>();
            var numbers = 0;
            foreach (var root in phis)
            {
                if (_number[root.Id] == 0)
                    Enter(root);
                while (path.TryPop(out var top))
                {
                    var phi = top.Phi;
                    if (top.Next < phi.Operands.Count)
                    {
                        path.Push((phi, top.Next + 1));
                        var operand = phi.Operands[top.Next];
                        if (operand.Op != Op.Phi || _group[operand.Id] != group)
                            continue;
                        if (_number[operand.Id] == 0)
                            Enter(operand);
                        else if (isOpen.Contains(operand))
                            _lowest[phi.Id] = Math.Min(_lowest[phi.Id], _number[operand.Id]);
                        continue;
                    }
                    if (path.TryPeek(out var user))
                        _lowest[user.Phi.Id] = Math.Min(_lowest[user.Phi.Id], _lowest[phi.Id]);
                    if (_lowest[phi.Id] == _number[phi.Id])
                        circles.Add(Close(phi));
                }
            }
            return circles;

            void Enter(Value phi)
            {
                _number[phi.Id] = _lowest[phi.Id] = ++numbers;
                open.Push(phi);
                isOpen.Add(phi);
                path.Push((phi, 0));
            }

            List<Value> Close(Value first)
            {
                var circle = new List<Value>();
                Value phi;
                do
                {
                    phi = open.Pop();
                    isOpen.Remove(phi);
                    circle.Add(phi);
                }
                while (phi != first);
                return circle;
            }
        }
    }
}
