using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Explain;

/// <summary>An explanation agrees with what the call itself is answered.</summary>
public sealed class ExplainTests() : AdminTests("auth.admin")
{
    private const string AddPhone = "POST /users/{id}/authentication/phoneMethods";

    [Theory]
    [InlineData("auth.admin", "kim")]
    [InlineData("auth.admin", "global.admin")]
    [InlineData("helpdesk.admin", "kim")]
    [InlineData("global.reader", "kim")]
    [InlineData("kim", "kim")]
    [InlineData("kim", "balas")]
    [InlineData("privileged.auth.admin", "global.admin")]
    [InlineData("guest_fabrikam.com#EXT#", "kim")]
    [InlineData("auth.admin", "group.member")]
    public async Task Explanation_IsThatOfTheCall(string caller, string target)
    {
        var called = await (await _tenant.AsAsync(caller)).GetAnswerAsync($"/v1.0/users/{Uri.EscapeDataString(_tenant.Name(target))}/authentication/phoneMethods");

        var explained = await ExplainAsync(caller, "GET /users/{id}/authentication/phoneMethods", target);

        Assert.Equal(called.Status == HttpStatusCode.OK, (bool)explained["isAllowed"]!);
        Assert.Equal(called.Headers.TryGetValues("x-authmethods-reason", out var reason) ? reason.Single() : null, (string?)explained["reason"]);
        Assert.Equal(called.Status == HttpStatusCode.OK, explained["checks"]!.AsArray().All(c => (bool)c!["isPassed"]!));
    }

    [Fact]
    public async Task Explanation_SaysWhatItWouldTake()
    {
        var explained = await ExplainAsync("helpdesk.admin", AddPhone, "kim");

        Assert.Equal("POST /users/{user}/authentication/phoneMethods", (string?)explained["operation"]);
        Assert.Equal("UserAuthMethod-Phone.ReadWrite.All", (string?)explained["delegated"]![0]);
        Assert.Equal("UserAuthMethod-Phone.ReadWrite.All", (string?)explained["application"]![0]);
        Assert.Equal(
            ["Authentication Administrator", "Global Administrator", "Privileged Authentication Administrator"],
            explained["roles"]!.AsArray().Select(r => (string?)r));
        Assert.Equal(
            ["Global Administrator", "Privileged Authentication Administrator"],
            (await ExplainAsync("helpdesk.admin", AddPhone, "global.admin"))["roles"]!.AsArray().Select(r => (string?)r));
    }

    [Fact]
    public async Task Explanation_OfAnApplication_GoesByItsPermissions()
    {
        var without = await ExplainAsync($$"""
            {"isApplication":true,"operation":"{{AddPhone}}","target":"{{_tenant.Name("kim")}}","permissions":["UserAuthMethod-Phone.Read.All"]}
            """);
        var with = await ExplainAsync($$"""
            {"isApplication":true,"operation":"{{AddPhone}}","target":"{{_tenant.Name("kim")}}","permissions":["UserAuthMethod-Phone.ReadWrite.All"]}
            """);

        Assert.Equal((false, true), ((bool)without["isAllowed"]!, (bool)with["isAllowed"]!));
        Assert.StartsWith("PermissionMissing", (string?)without["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operation_MayBeGivenAsItIsCalled()
    {
        var explained = await ExplainAsync("auth.admin", $"GET /beta/users/{TheDirectory.Kim}/authentication/phoneMethods?$top=1", "kim");

        Assert.Equal("GET /users/{user}/authentication/phoneMethods", (string?)explained["operation"]);
    }

    [Fact]
    public async Task Administrator_IsToldAboutAUser_AndAnOrdinaryUserIsNot()
    {
        var address = $"/authmethods/users/{_tenant.Name("kim")}/explain";
        var question = $$"""{"caller":"{{_tenant.Name("helpdesk.admin")}}","operation":"{{AddPhone}}"}""";

        var explained = (await _admin.PostAnswerAsync(address, question)).Is(HttpStatusCode.OK).Json;

        Assert.StartsWith("RoleMissing", (string?)explained["reason"], StringComparison.Ordinal);
        (await (await _tenant.AsAsync("balas")).PostAnswerAsync(address, question)).Is(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("""{"caller":"kim","operation":"GET /nothing","target":"kim"}""", 400)]
    [InlineData("""{"caller":"kim","operation":"nonsense","target":"kim"}""", 400)]
    [InlineData("""{"operation":"GET /users/{id}","target":"kim"}""", 400)]
    [InlineData("""{"caller":7,"operation":"GET /users/{id}","target":"kim"}""", 400)]
    [InlineData("""{"caller":"nobody@nowhere.example","operation":"GET /users/{id}","target":"kim"}""", 404)]
    [InlineData("""{"isApplication":true,"operation":"GET /users/{id}","target":"nobody@nowhere.example"}""", 404)]
    public async Task InvalidQuestion_IsRefused(string body, int status) =>
        (await _admin.PostAnswerAsync($"/authmethods/tenants/{_tenant.Id}/explain", body)).Is((HttpStatusCode)status);

    [Fact]
    public async Task OtherTenantsUser_IsUnknown()
    {
        var other = await _tenant.Server.TenantAsync();

        foreach (var address in new[] { $"/authmethods/tenants/{_tenant.Id}/explain", "/authmethods/explain" })
        {
            (await _admin.PostAnswerAsync(
                address, $$"""{"caller":"{{other.Name("kim")}}","operation":"{{AddPhone}}","target":"{{_tenant.Name("kim")}}"}"""))
                .Is(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Matrix_HasEachRoleThatMay()
    {
        var grid = (await _admin.GetAnswerAsync($"/authmethods/matrix?operation={Uri.EscapeDataString(AddPhone)}")).Is(HttpStatusCode.OK).Json;

        var rows = grid["callers"]!.AsArray().ToDictionary(r => (string)r!["role"]!, r => r!["targets"]!.AsArray().Select(t => (string)t!).ToArray());
        Assert.Equal(["Authentication Administrator", "Global Administrator", "Privileged Authentication Administrator"], rows.Keys);
        Assert.Contains("No role", rows["Authentication Administrator"]);
        Assert.DoesNotContain("Global Administrator", rows["Authentication Administrator"]);
        Assert.Equal(grid["targets"]!.AsArray().Count, rows["Global Administrator"].Length);
    }

    [Fact]
    public async Task Matrix_IsATableToo()
    {
        var csv = (await _admin.GetAnswerAsync($"/authmethods/matrix?format=csv&operation={Uri.EscapeDataString(AddPhone)}")).Is(HttpStatusCode.OK);

        Assert.Equal("text/csv", csv.ContentHeaders.ContentType!.MediaType);
        Assert.StartsWith(",No role,", csv.Text, StringComparison.Ordinal);
        Assert.Contains("\nAuthentication Administrator,yes,", csv.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        (await _admin.GetAnswerAsync($"/authmethods/matrix?format=pdf&operation={Uri.EscapeDataString(AddPhone)}")).Is(HttpStatusCode.BadRequest);
    }

    private Task<JsonNode> ExplainAsync(string caller, string operation, string target) =>
        ExplainAsync($$"""{"caller":"{{_tenant.Name(caller)}}","operation":"{{operation}}","target":"{{_tenant.Name(target)}}"}""");

    private async Task<JsonNode> ExplainAsync(string body) =>
        (await _tenant.Server.Client().PostAnswerAsync("/authmethods/explain", body)).Is(HttpStatusCode.OK).Json;
}
