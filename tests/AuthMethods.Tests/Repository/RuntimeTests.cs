using System.Text.Json.Nodes;

namespace AuthMethods.Tests.Repository;

public sealed class RuntimeTests
{
    /// <summary>In invariant mode the SQL Server client refuses every connection, which tests on other engines wouldn't find.</summary>
    [Fact]
    public void Runtime_IsNotInGlobalizationInvariantMode()
    {
        var settings = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "AuthMethods.Server.runtimeconfig.json")))!;

        Assert.NotNull(settings["runtimeOptions"]!["configProperties"]);
        Assert.Null(settings["runtimeOptions"]!["configProperties"]!["System.Globalization.Invariant"]);
    }
}
