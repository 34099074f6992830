using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pyc.X64;

/// <summary>A set of registers.</summary>
[CollectionBuilder(typeof(RegisterSet), nameof(Of))]
internal readonly record struct RegisterSet
{
    private const uint GeneralBits = (1u << (int)X64Register.Xmm0) - 1;

    private readonly uint _bits;

    private RegisterSet(uint bits) => _bits = bits;

    /// <summary>The set of these registers.</summary>
    internal static RegisterSet Of(ReadOnlySpan<X64Register> registers)
    {
        var bits = 0u;
        foreach (var register in registers)
            bits |= 1u << (int)register;
        return new RegisterSet(bits);
    }

    /// <summary>Whether a register is in it.</summary>
    internal bool Contains(X64Register register) => ((_bits >> (int)register) & 1) != 0;

    /// <summary>This set and one register more.</summary>
    internal RegisterSet With(X64Register register) => new(_bits | 1u << (int)register);

    /// <summary>What is in both sets.</summary>
    internal RegisterSet Intersect(RegisterSet other) => new(_bits & other._bits);

    /// <summary>How many registers of a class are in it.</summary>
    internal int CountOf(RegisterClass @class) =>
        BitOperations.PopCount(@class == RegisterClass.General ? _bits & GeneralBits : _bits & ~GeneralBits);

    /// <summary>Enumerates by ascending number.</summary>
    public Enumerator GetEnumerator() => new(_bits);

    /// <summary>Goes through a set.</summary>
    internal struct Enumerator(uint bits)
    {
        private uint _left = bits;

        /// <summary>The register that it has come to.</summary>
        public X64Register Current { get; private set; }

        /// <summary>Goes on to the next one.</summary>
        public bool MoveNext()
        {
            if (_left == 0)
                return false;
            Current = (X64Register)BitOperations.TrailingZeroCount(_left);
            _left &= _left - 1;
            return true;
        }
    }
}
