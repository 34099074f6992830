namespace Pyc.Loader;

/// <summary>FORMAT_VALUE, 3.6 to 3.12: conversion and formatting in one opcode.</summary>
internal static class TextRules
{
    private const int ConversionMask = 3;
    private const int HasSpecification = 4;

    internal static void FormatValue(Translation t)
    {
        var conversion = t.Argument & ConversionMask;
        if ((t.Argument & HasSpecification) == 0)
        {
            if (conversion != 0)
                t.Do(BytecodeOp.ConvertToText, conversion);
            t.Do(BytecodeOp.FormatSimple);
            return;
        }

        if (conversion != 0)
        {
            t.SwapItems(2);
            t.Do(BytecodeOp.ConvertToText, conversion);
            t.SwapItems(2);
        }
        t.Do(BytecodeOp.FormatWithSpecification);
    }
}
