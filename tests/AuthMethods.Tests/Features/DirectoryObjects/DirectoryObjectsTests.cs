using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.DirectoryObjects;

public sealed class DirectoryObjectsTests() : AdminTests("global.admin")
{
    [Fact]
    public async Task Get_AnswersAnObjectOfAnyType()
    {
        var role = (string)(await _admin.GetAnswerAsync($"/v1.0/directoryRoles(roleTemplateId='{TheDirectory.HelpdeskAdministrator}')")).Json["id"]!;
        foreach (var (id, type) in new[]
        {
            (TheDirectory.Kim, "user"),
            (TheDirectory.HelpdeskTeam, "group"),
            (SampleTenant.Provisioning.ToString(), "servicePrincipal"),
            (role, "directoryRole"),
        })
        {
            var found = (await _admin.GetAnswerAsync($"/v1.0/directoryObjects/{id}")).Is(HttpStatusCode.OK);

            Assert.EndsWith("#directoryObjects/$entity", (string?)found.Json["@odata.context"], StringComparison.Ordinal);
            Assert.Equal(($"#microsoft.graph.{type}", id), ((string?)found.Json["@odata.type"], (string?)found.Json["id"]));
        }

        (await _admin.GetAnswerAsync($"/v1.0/directoryObjects/{Guid.NewGuid()}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.GetAnswerAsync("/v1.0/directoryObjects/kim")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Theory]
    [InlineData("directoryObjects")]
    [InlineData("users")]
    [InlineData("groups")]
    public async Task GetByIds_AnswersThoseThatExist(string collection)
    {
        var found = await _admin.PostAnswerAsync(
            $"/v1.0/{collection}/getByIds?$select=id,displayName",
            $$"""{"ids":["{{TheDirectory.HelpdeskTeam}}","{{TheDirectory.Kim}}","{{Guid.NewGuid()}}"]}""");

        Assert.Equal([TheDirectory.HelpdeskTeam, TheDirectory.Kim], found.Ids());
        Assert.Equal(["#microsoft.graph.group", "#microsoft.graph.user"], found.Value.Select(o => (string?)o!["@odata.type"]));
        Assert.Equal(["Helpdesk team", "Kim Akers"], found.Value.Select(o => (string?)o!["displayName"]));
    }

    [Fact]
    public async Task GetByIds_OfOneType_LeavesTheOthersOut() =>
        Assert.Equal([TheDirectory.Kim], (await _admin.PostAnswerAsync(
            "/v1.0/directoryObjects/getByIds", $$"""{"ids":["{{TheDirectory.HelpdeskTeam}}","{{TheDirectory.Kim}}"],"types":["user"]}""")).Ids());

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ids":[]}""")]
    [InlineData("""{"ids":["kim"]}""")]
    [InlineData("""{"ids":[7]}""")]
    [InlineData("""{"ids":"00000000-0000-4000-8000-000000000022"}""")]
    public async Task GetByIds_WithAnInvalidBody_Answers400(string body) =>
        (await _admin.PostAnswerAsync("/v1.0/directoryObjects/getByIds", body)).Is(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("Directory.Read.All", HttpStatusCode.OK)]
    [InlineData("User.Read.All", HttpStatusCode.Forbidden)]
    public async Task Objects_OpenToThePermissionsOfTheirPages(string permission, HttpStatusCode status)
    {
        var app = await _tenant.AsAppAsync(permission);

        (await app.GetAnswerAsync($"/v1.0/directoryObjects/{TheDirectory.Kim}")).Is(status);
        (await app.PostAnswerAsync("/v1.0/directoryObjects/getByIds", $$"""{"ids":["{{TheDirectory.Kim}}"]}""")).Is(status);
    }

    [Fact]
    public async Task Select_OfWhatNoTypeHas_Answers400() =>
        (await _admin.GetAnswerAsync($"/v1.0/directoryObjects/{TheDirectory.Kim}?$select=colour")).Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery");
}
