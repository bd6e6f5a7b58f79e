using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Wire;

public sealed class MetadataTests() : AdminTests("global.admin")
{
    private const string Mobile = "3179e48a-750b-4051-897c-87b9720928f7";

    private string Kims => $"/v1.0/users/{_tenant.Name("kim")}/authentication/";

    [Theory]
    [InlineData(null, "minimal")]
    [InlineData("application/json", "minimal")]
    [InlineData("*/*", "minimal")]
    [InlineData("text/html", "minimal")]
    [InlineData("application/json;odata.metadata=minimal", "minimal")]
    [InlineData("application/json;odata.metadata=none", "none")]
    [InlineData("application/json; ODATA.METADATA=FULL", "full")]
    [InlineData("application/json;odata.metadata=everything", "minimal")]
    public async Task Get_AnswersTheLevelThatWasAskedForAndSaysSo(string? accept, string level)
    {
        var found = (await GetAsync("methods", accept)).Is(HttpStatusCode.OK);

        Assert.Equal(
            $"application/json;odata.metadata={level};odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
            $"{found.ContentHeaders.ContentType}".Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(level != "none", found.Json["@odata.context"] is not null);
        Assert.All(found.Value, item => Assert.Equal(level != "none", item!["@odata.type"] is not null));
    }

    [Theory]
    [InlineData("phoneMethods/" + Mobile)]
    [InlineData("phoneMethods")]
    public async Task Get_OfATypedMethod_SaysItsTypeOnlyAtFull(string path)
    {
        var minimal = (await GetAsync(path, "application/json")).Is(HttpStatusCode.OK);
        var full = (await GetAsync(path, "application/json;odata.metadata=full")).Is(HttpStatusCode.OK);

        Assert.DoesNotContain("@odata.type", minimal.Text, StringComparison.Ordinal);
        Assert.Contains("\"@odata.type\":\"#microsoft.graph.phoneAuthenticationMethod\"", full.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfMixedMethods_SaysTheTypeEvenWhenOnlyTheIdIsSelected()
    {
        var found = (await GetAsync("methods?$select=id", null)).Is(HttpStatusCode.OK);

        Assert.All(found.Value, item => Assert.Equal(["@odata.type", "id"], item!.AsObject().Select(p => p.Key)));
        Assert.Contains("#microsoft.graph.passwordAuthenticationMethod", found.Value.Select(item => (string?)item!["@odata.type"]));
    }

    [Fact]
    public async Task Get_WithoutMetadata_StillCounts()
    {
        var found = (await GetAsync("phoneMethods?$count=true", "application/json;odata.metadata=none")).Is(HttpStatusCode.OK);

        Assert.Equal(2, (int)found.Json["@odata.count"]!);
    }

    private Task<Answer> GetAsync(string path, string? accept) => accept is null
        ? _admin.GetAnswerAsync(Kims + path)
        : _admin.AnswerAsync(HttpMethod.Get, Kims + path, headers: ("Accept", accept));
}
