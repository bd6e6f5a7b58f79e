using System.Reflection;
using Xunit.Sdk;

namespace AuthMethods.Storage.Tests.Engines;

/// <summary>
/// Runs a <c>[SkippableTheory]</c> once for each engine. One that is not configured is skipped, with the reason, when the test asks
/// <see cref="EngineServers"/> for it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachEngineAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Enum.GetValues<StorageEngine>().Select(engine => new object[] { engine });
}
