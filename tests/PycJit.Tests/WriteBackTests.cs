using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>Lists that Python changes: what the caller finds in them after the call.</summary>
public sealed class WriteBackTests
{
    private delegate void SetItem<in TList, in T>(TList items, long index, T item);

    private PycModule _module = null!;      // set before the tests

    [OneTimeSetUp]
    public void Load() => _module = Facade.Load();

    [OneTimeTearDown]
    public void Dispose() => _module.Dispose();

    [Test]
    public void A_changed_item_is_found_in_the_same_object()
    {
        string[] array = ["a", "b", "c"];
        _module.Get<Action<string[], long, string>>("set_item")(array, 1, "x");
        List<double> list = [1, 2, 3];
        _module.Get<SetItem<List<double>, double>>("set_item")(list, -1, 30.5);
        string[] memory = ["a", "b", "c"];
        _module.Get<Action<Memory<string>, long, string>>("set_item")(memory.AsMemory(1, 2), 0, "x");
        Assert.Multiple(() =>
        {
            Assert.That(array, Is.EqualTo(new[] { "a", "x", "c" }));
            Assert.That(list, Is.EqualTo(new[] { 1, 2, 30.5 }));
            Assert.That(memory, Is.EqualTo(new[] { "a", "x", "c" }));
        });
    }

    [Test]
    public void A_List_changes_its_length_and_comes_back_as_the_object_that_was_passed()
    {
        List<long> list = [1];
        Assert.That(_module.Get<Func<List<long>, long, List<long>>>("append")(list, 2), Is.SameAs(list));
        Assert.That(list, Is.EqualTo(new long[] { 1, 2 }));
        _module.Get<Action<List<long>>>("clear")(list);
        Assert.That(list, Is.Empty);
    }

    [Test]
    public void An_array_of_objects_cannot_change_its_length()
    {
        string[] array = ["a", "b"];
        Assert.That(
            () => _module.Get<Action<string[], string>>("append")(array, "c"),
            Throws.TypeOf<ResultTypeException>().With.Message.Contains("changed the length of a list that was passed as string[]"));
        Assert.That(() => _module.Get<Action<Memory<string>>>("clear")(array), Throws.TypeOf<ResultTypeException>());
        Assert.That(array, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void What_the_items_cannot_hold_is_an_error_and_changes_nothing()
    {
        List<int> list = [1, 2];
        Assert.That(
            () => _module.Get<SetItem<List<int>, long>>("set_item")(list, 0, 1L << 40),
            Throws.TypeOf<OverflowException>().With.Message.Contains("Python put an int, 1099511627776 into a list that was passed, which does not fit int"));
        Assert.That(
            () => _module.Get<SetItem<List<int>, double>>("set_item")(list, 0, 2.5),
            Throws.TypeOf<ResultTypeException>().With.Message.Contains("Python put a float, 2.5 into a list that was passed, and int does not hold it"));
        Assert.That(list, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void Changes_before_an_exception_are_found_too()
    {
        List<int> list = [1, 2];
        Assert.That(() => _module.Get<Action<List<int>>>("change_and_raise")(list), Throws.TypeOf<PythonValueException>());
        Assert.That(list, Is.EqualTo(new[] { 99, 2 }));
    }

    [Test]
    public void A_list_passed_twice_is_one_list()
    {
        List<int> list = [1];
        var same = _module.Get<Func<List<int>, List<int>, bool>>("are_same");
        Assert.That(same(list, list), Is.True);
        Assert.That(same(list, [1]), Is.False);
    }

    [Test]
    public void Nested_lists_are_changed_in_place()
    {
        long[][] rows = [[1, 2], [3, 4]];
        var second = rows[1];
        _module.Get<Action<long[][], long, long, long>>("set_nested")(rows, 1, 0, 30);
        Assert.That(second, Is.EqualTo(new long[] { 30, 4 }));
        Assert.That(rows[1], Is.SameAs(second));

        var objects = new List<object> { (byte)1, new List<object> { 2.5f } };
        _module.Get<Action<List<object>, long, long, string>>("set_nested")(objects, 1, 0, "new");
        Assert.That(objects[0], Is.EqualTo((byte)1).And.TypeOf<byte>(), "what Python left alone is not converted");
        Assert.That(objects[1], Is.EqualTo(new object[] { "new" }));
    }

    [Test]
    public void A_read_only_list_is_copied()
    {
        int[] array = [1, 2];
        _module.Get<SetItem<IReadOnlyList<int>, long>>("set_item")(array, 0, 10);
        Assert.That(array, Is.EqualTo(new[] { 1, 2 }));
        string[] texts = ["a"];
        _module.Get<Action<ReadOnlyMemory<string>, long, string>>("set_item")(texts, 0, "b");
        Assert.That(texts, Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void The_fixtures_sort_and_reverse_what_they_are_given([ValueSource(typeof(Repository), nameof(Repository.PythonVersions))] string version)
    {
        using var arrays = PycJit.Load(Repository.Pyc("arrays", version), Facade.Interpreted);
        int[] array = [3, 1, 2];
        arrays.Get<Action<int[]>>("insertion_sort")(array);
        Assert.That(array, Is.EqualTo(new[] { 1, 2, 3 }));
        List<string> list = ["a", "b", "c"];
        arrays.Get<Action<List<string>>>("reverse")(list);
        Assert.That(list, Is.EqualTo(new[] { "c", "b", "a" }));
    }
}
