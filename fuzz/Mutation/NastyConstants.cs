using System.Text;
using Pyc.Fuzz.Format;
using Pyc.Loader;

namespace Pyc.Fuzz.Mutation;

/// <summary>Constants at the ends of what types hold.</summary>
internal static class NastyConstants
{
    private static readonly double[] s_floats =
        [0.0, -0.0, 1.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, 9007199254740993, 9.3e18, -9.223372036854775808e18, 1e-310];

    private static readonly string[] s_floatTexts = ["nan", "inf", "-inf", "1e999", "-0.0", "1e-400", "0x1p3", "", "1_0", " 1", "1.5", "infinity", "5e-324", "NaN"];

    internal static MarshalNode Next(Dice dice, PythonVersion version, int depth = 0)
    {
        switch (dice.Next(depth > 2 ? 12 : 18))
        {
            case 0:
                return MarshalNode.Int(dice.Nasty());
            case 1:
                return MarshalNode.Int(dice.Next(-3, 70));
            case 2:
                return Big(dice);
            case 3 or 4:
                return new MarshalNode((byte)'g') { Payload = BitConverter.GetBytes(dice.Of(s_floats)) };
            case 5:
                return new MarshalNode((byte)'f') { Payload = Encoding.ASCII.GetBytes(dice.Of(s_floatTexts)) };
            case 6:
                return new MarshalNode(dice.OneIn(2) ? (byte)'T' : (byte)'F');
            case 7:
                return MarshalNode.None();
            case 8:
                return MarshalNode.Text(dice.OneIn(3) ? "" : "a\u00e9\u4e00"[..dice.Next(1, 4)], version.Major);
            case 9:
                return new MarshalNode((byte)'u') { Payload = [0xED, 0xA0, 0x80] };      // half of a pair of surrogates
            case 10:
                return MarshalNode.Bytes([.. Enumerable.Range(0, dice.Next(5)).Select(_ => (byte)dice.Next(256))]);
            case 11:
                return new MarshalNode((byte)'y') { Payload = [.. BitConverter.GetBytes(dice.Of(s_floats)), .. BitConverter.GetBytes(1.0)] };
            case 12:
                return new MarshalNode((byte)'.');
            case 13:
                return new MarshalNode(dice.OneIn(2) ? (byte)'>' : (byte)'<') { Items = Items(dice, version, depth) };
            case 14 when version.IsAtLeast(3, 14):
                return new MarshalNode((byte)':') { Items = [.. Items(dice, version, depth), MarshalNode.None(), MarshalNode.None(), MarshalNode.None()] };
            case 15:
                return new MarshalNode((byte)'[') { Items = Items(dice, version, depth) };
            default:
                return new MarshalNode((byte)'(') { Items = Items(dice, version, depth) };
        }
    }

    private static MarshalNode Big(Dice dice)
    {
        var digits = dice.Next(8) == 0 ? dice.Next(400) + 1 : dice.Next(1, 7);
        var payload = new List<byte>(BitConverter.GetBytes(dice.OneIn(2) ? digits : -digits));
        for (var i = 0; i < digits; i++)
        {
            var digit = i < digits - 1 && dice.OneIn(3) ? 0 : dice.OneIn(3) ? 0x7FFF : dice.Next(1, 0x8000);
            payload.Add((byte)digit);
            payload.Add((byte)(digit >> 8));
        }
        return new MarshalNode((byte)'l') { Payload = [.. payload] };
    }

    private static List<MarshalNode> Items(Dice dice, PythonVersion version, int depth) =>
        [.. Enumerable.Range(0, dice.Next(4)).Select(_ => Next(dice, version, depth + 1))];
}
