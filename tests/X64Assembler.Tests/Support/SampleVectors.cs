namespace Pyc.X64.Tests;

/// <summary>Loops over arrays as vectors make them.</summary>
internal static class SampleVectors
{
    /// <summary>c[i] = a[i] · x + b[i] of floats, and where that is greater than y, y.</summary>
    public static string ScaleAndAdd(int lanes) => $"""
        function scale_and_add(v0: sequence, v1: sequence, v2: sequence, v3: f64, v4: f64) -> i64 lanes {lanes}
        b0:
            v5: address = field.fixed data v0
            v6: address = field.fixed data v1
            v7: address = field.fixed data v2
            v8: i64 = field.fixed count v0
            v9 = int 0
            v10 = int {lanes}
            v11: floats = broadcast v3
            v12: floats = broadcast v4
            jump b1
        b1:
            v20: i64 = phi b0 v9, b1 v27
            v21: floats = vector.load f64 v5, v20
            v22: floats = lanes float.mul v21, v11
            v23: floats = vector.load f64 v6, v20
            v24: floats = lanes float.add v22, v23
            v25: mask = lanes float.lt v12, v24
            v26: floats = lanes select v25, v12, v24
            vector.store f64 v7, v20, v26
            v27 = int.add.wrap v20, v10
            v28 = int.lt v27, v8
            branch v28, b1, b2
        b2:
            vector.end
            return v27
        """;

    /// <summary>The sum of −|a[i]| of ints; a lane that overflows ends the loop.</summary>
    public static string SumOfNegatives(int lanes) => $"""
        function sum_of_negatives(v0: sequence) -> i64 lanes {lanes}
        b0:
            v1: address = field.fixed data v0
            v2: i64 = field.fixed count v0
            v3 = int 0
            v4 = int {lanes}
            v5: ints = broadcast v3
            jump b1
        b1:
            v10: i64 = phi b0 v3, b2 v20
            v11: ints = phi b0 v5, b2 v14
            v12: ints = vector.load i64 v1, v10
            v13: ints = lanes int.neg.wrap v12
            v21: ints = lanes int.min v12, v13
            v14: ints = lanes int.add.wrap v11, v21
            v15: ints = lanes int.xor v11, v14
            v16: ints = lanes int.xor v21, v14
            v17: ints = lanes int.and v15, v16
            v18 = any_negative v17
            branch v18, b3, b2
        b2:
            v20 = int.add.wrap v10, v4
            v22 = int.lt v20, v2
            branch v22, b1, b4
        b3:
            vector.end
            return v3
        b4:
            v30: i64 = lane v14 0
            v31: i64 = lane v14 1
            v32: i64 = lane v14 {lanes - 1}
            vector.end
            v33 = int.add v30, v31
            v34 = int.add v33, v32
            return v34
        """;

    /// <summary>So many vectors that calls keep some of the registers.</summary>
    public static string ManyVectors(int lanes) => $"""
        function many_vectors(v0: i64) -> i64 lanes {lanes}
        b0:
            v1: ints = broadcast v0
        {string.Concat(Enumerable.Range(2, 8).Select(number => $"    v{number}: ints = lanes int.add.wrap v{number - 1}, v1\n"))}
            v20: ints = lanes int.xor v1, v2
        {string.Concat(Enumerable.Range(3, 7).Select(number => $"    v{number + 18}: ints = lanes int.xor v{number + 17}, v{number}\n"))}
            v28: i64 = lane v27 {lanes - 1}
            vector.end
            return v28
        """;
}
