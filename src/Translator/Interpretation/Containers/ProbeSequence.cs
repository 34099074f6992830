using System.Runtime.CompilerServices;

namespace Pyc.Translation.Interpretation;

/// <summary>The slots that a look-up visits, in CPython's order.</summary>
internal struct ProbeSequence
{
    private const int PerturbShift = 5;
    private const int LinearProbes = 9;

    private readonly Probing _probing;
    private readonly int _mask;
    private ulong _perturb;
    private ulong _position;
    private int _neighbour;

    /// <summary>The probes of a hash in a table of <paramref name="mask"/> + 1 slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ProbeSequence(Probing probing, long hash, int mask)
    {
        _probing = probing;
        _mask = mask;
        _perturb = _position = (ulong)hash;
        Slot = (int)_position & mask;
    }

    /// <summary>The slot to look at.</summary>
    public int Slot { get; private set; }

    /// <summary>Goes to the next slot.</summary>
    public void Advance()
    {
        if (_probing == Probing.Perturb)
        {
            // The classic tables add the perturbation first and shift it afterwards.
            _position = (_position << 2) + _position + _perturb + 1;
            _perturb >>= PerturbShift;
            Slot = (int)_position & _mask;
            return;
        }
        if (_neighbour < LinearProbes && HasNeighbours)
        {
            _neighbour++;
            Slot = _probing == Probing.NeighboursByXor ? (int)(_position ^ (ulong)_neighbour) & _mask : ((int)_position & _mask) + _neighbour;
            return;
        }
        _neighbour = 0;
        _perturb >>= PerturbShift;
        _position = (_position << 2) + _position + 1 + _perturb;
        Slot = (int)_position & _mask;
    }

    private readonly bool HasNeighbours =>
        _probing == Probing.NeighboursByXor || ((int)_position & _mask) + LinearProbes <= _mask;
}
