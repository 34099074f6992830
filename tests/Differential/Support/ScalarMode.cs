namespace Pyc.Differential.Support;

/// <summary>A way in which random scalar functions run.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Options">How modules are loaded.</param>
/// <param name="IsNative">Whether functions are to be native code; those that cannot be are counted.</param>
internal sealed record ScalarMode(string Name, PycOptions Options, bool IsNative)
{
    public static ScalarMode Interpreter { get; } = new("interpreter", new PycOptions { Tier = Tier.InterpreterOnly }, IsNative: false);

    public static ScalarMode Native { get; } = new("native", PycOptions.Default, IsNative: true);

    /// <summary>Native code without vectors, and with short ones where the processor has longer ones.</summary>
    public static ScalarMode WithoutVectors { get; } = new("native without vectors", new PycOptions { MaximumVectorLanes = 0 }, IsNative: true);

    /// <inheritdoc cref="WithoutVectors"/>
    public static ScalarMode ShortVectors { get; } = new("native with short vectors", new PycOptions { MaximumVectorLanes = 4 }, IsNative: true);

    /// <summary>Native code that can be stopped, and asks often whether it is to be.</summary>
    public static ScalarMode Stoppable { get; } = new(
        "stoppable", new PycOptions { Limits = new ExecutionLimits { Time = TimeSpan.FromHours(1) }, MostBetweenPolls = 40 }, IsNative: true);

    /// <summary>Native code that is made to take each of its exits, one after the other.</summary>
    public static ScalarMode EveryExit { get; } = new("every exit", ForcedExits.In(PycOptions.Default), IsNative: true) { ForcesExits = true };

    /// <summary>Whether each call is made once for each exit of the code, which that call then takes.</summary>
    public bool ForcesExits { get; private init; }
}
