using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Tenants;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Tenants;

/// <summary>Exports of tenants: what they contain, that they come back as they were, and that nothing wrong is half imported.</summary>
public sealed class ExportTests : IAsyncLifetime
{
    private Hosted _tenant = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        var server = (await SharedServer.TenantAsync()).Server;
        (_tenant, _client) = (await Hosted.CreateAsync(server), server.Client());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Export_HasTheDirectoryWithoutSecrets()
    {
        var text = await ExportAsync(_tenant);

        var export = JsonNode.Parse(text)!;
        Assert.Equal(1, (int)export["version"]!);
        Assert.Equal(
            [
                "version", "tenant", "activatedRoles", "administrativeUnitMembers", "administrativeUnits", "appRoleAssignments", "applicationOwners",
                "applications", "authenticationMethods", "authenticationStrengths", "domains", "groupMembers", "groups", "hardwareOathDevices",
                "licenseCounts", "methodConfigurations", "permissionGrants", "roleAssignments", "roleDefinitions", "servicePrincipals", "tenantDocuments",
                "userIdentities", "users",
            ],
            export.AsObject().Select(p => p.Key));
        Assert.Equal(23, export["users"]!.AsArray().Count);
        Assert.Contains(export["authenticationMethods"]!.AsArray(), m => (string?)m!["kind"] == "password");
        foreach (var name in new[] { "hash", "encrypted", "\"tenantId\"", $"{_tenant.Id}" })
            Assert.DoesNotContain(name, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Export_OfTheSameState_IsTheSameByteForByte()
    {
        var before = await ExportAsync(_tenant);
        Assert.Equal(before, await ExportAsync(_tenant));

        await ChangeAsync();
        Assert.NotEqual(before, await ExportAsync(_tenant));
        (await _client.PostAnswerAsync($"{_tenant.Path}/reset")).Is(HttpStatusCode.NoContent);

        Assert.Equal(before, await ExportAsync(_tenant));
    }

    [Fact]
    public async Task Import_OfAnExport_ExportsTheSameByteForByte()
    {
        await ChangeAsync();
        var export = await ExportAsync(_tenant);
        (await _client.DeleteAnswerAsync(_tenant.Path)).Is(HttpStatusCode.NoContent);

        var imported = await Hosted.CreateAsync(_tenant.Server, new JsonObject { ["from"] = JsonNode.Parse(export) }.ToJsonString());

        Assert.Equal((_tenant.Domain, true), (imported.Domain, imported.Id != _tenant.Id));
        Assert.Equal(export, await ExportAsync(imported));
        var client = await imported.ClientAsync();
        Assert.Equal(24, (await client.GetAnswerAsync("/v1.0/users?$top=999&$select=id")).Value.Count);
        Assert.NotEmpty((await client.GetAnswerAsync("/v1.0/users/robin@" + imported.Domain + "/authentication/phoneMethods")).Is(HttpStatusCode.OK).Value);
        // Roles come from the assignments, and count.
        (await (await imported.Tenant.AsAsync("helpdesk.admin")).GetAnswerAsync("/v1.0/users?$top=1")).Is(HttpStatusCode.OK);
        // Nobody knows the passwords.
        Assert.Equal(50126, await NewUser.SignInAsync(imported.Tenant, imported.Tenant.Name("kim"), SampleTenant.Password));
        (await _client.PostAnswerAsync($"{imported.Path}/reset")).Is(HttpStatusCode.NoContent);
        Assert.Equal(export, await ExportAsync(imported));
    }

    [Fact]
    public async Task Import_UnderAnotherDomain_WithATestPassword_IsACopyToSignInTo()
    {
        var export = JsonNode.Parse(await ExportAsync(_tenant))!;
        export["testPassword"] = "Imported-Pass-1!";
        var body = new JsonObject { ["from"] = export, ["domain"] = "copy-of-export.example.com", ["displayName"] = "Copy" };

        var imported = await Hosted.CreateAsync(_tenant.Server, body.ToJsonString());

        Assert.Equal("copy-of-export.example.com", imported.Domain);
        Assert.Null(await NewUser.SignInAsync(imported.Tenant, imported.Tenant.Name("kim"), "Imported-Pass-1!"));
        Assert.DoesNotContain(_tenant.Domain, await ExportAsync(imported), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_IntoItsTenant_ReplacesTheContentAndKeepsSecrets()
    {
        var export = await ExportAsync(_tenant);
        await ChangeAsync();

        (await _client.PostAnswerAsync($"{_tenant.Path}/import", export)).Is(HttpStatusCode.NoContent);

        Assert.Equal(export, await ExportAsync(_tenant));
        await _tenant.ClientAsync();
        Assert.Null(await NewUser.SignInAsync(_tenant.Tenant, _tenant.Tenant.Name("kim"), SampleTenant.Password));
    }

    [Theory]
    [InlineData("an unknown version", "$.version", "2")]
    [InlineData("a version that is no number", "$.version", "\"1\"")]
    [InlineData("an unknown section", "$.passwords", "[]")]
    [InlineData("a section that is no array", "$.users", "{}")]
    [InlineData("a row that is no object", "$.users[0]", "7")]
    [InlineData("an unknown property", "$.users[0].isAdmin", "true")]
    [InlineData("another tenant's id in a row", "$.users[0].tenantId", "\"aaaabbbb-0000-cccc-1111-dddd2222eeee\"")]
    [InlineData("roles that nobody assigned", "$.users[0].roles", "\"GlobalAdministrator\"")]
    [InlineData("a hash", "$.authenticationMethods[0].passwordHash", "\"x\"")]
    [InlineData("a text that is a number", "$.users[0].displayName", "7")]
    [InlineData("a text that is too long", "$.users[0].displayName", "long")]
    [InlineData("a text with a NUL", "$.users[0].displayName", "\"a\\u0000b\"")]
    [InlineData("an id that is none", "$.users[0].id", "\"x\"")]
    [InlineData("no id", "$.users[0].id", "null")]
    [InlineData("no name", "$.users[0].userPrincipalName", "null")]
    [InlineData("a name that no user can have", "$.users[0].userPrincipalName", "\"a b\"")]
    [InlineData("an instant that is none", "$.users[0].createdDateTime", "\"yesterday\"")]
    [InlineData("an unknown kind", "$.authenticationMethods[0].kind", "\"telepathy\"")]
    [InlineData("a method of nobody", "$.authenticationMethods[0].userId", "\"99999999-0000-4000-8000-000000000000\"")]
    [InlineData("a member of no group", "$.groupMembers[0].groupId", "\"99999999-0000-4000-8000-000000000000\"")]
    [InlineData("two default domains", "$.domains[1].isDefault", "true")]
    [InlineData("no domain name", "$.domains[0].name", "\"x\"")]
    [InlineData("settings that are no JSON", "$.applications[0].settings", "\"{\"")]
    [InlineData("two users of one name", "$.users[0].userPrincipalName", "second")]
    [InlineData("two rows of one key", "$.users[0].id", "second")]
    public async Task Import_OfWhatNoExportHas_IsRefusedAndChangesNothing(string what, string path, string value)
    {
        var export = JsonNode.Parse(await ExportAsync(_tenant))!;
        Set(export, path, value);
        var before = await _tenant.RowsAsync();
        var tenants = (await _client.GetAnswerAsync("/authmethods/tenants")).Value.Count;

        var refused = await _client.PostAnswerAsync($"{_tenant.Path}/import", export.ToJsonString());
        Assert.True(refused.Status == HttpStatusCode.BadRequest, $"{what}: {refused.Status} {refused.Text}");
        Assert.Equal("badRequest", refused.ErrorCode);
        var creation = new JsonObject { ["from"] = export.DeepClone(), ["domain"] = $"x{Guid.NewGuid():N}.com" };
        (await _client.PostAnswerAsync("/authmethods/tenants", creation.ToJsonString()))
            .Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Equal(before, await _tenant.RowsAsync());
        Assert.True((await _client.GetAnswerAsync("/authmethods/tenants")).Value.All(t => ((string)t!["domain"]!)[0] != 'x'), $"{tenants} before");
    }

    [Fact]
    public async Task Import_UnderADomainOfAnotherTenant_IsRefusedAndChangesNothing()
    {
        var other = await Hosted.CreateAsync(_tenant.Server);
        var (export, before) = (await ExportAsync(other), await _tenant.RowsAsync());

        (await _client.PostAnswerAsync($"{_tenant.Path}/import", export)).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Equal(before, await _tenant.RowsAsync());
    }

    [Fact]
    public async Task Import_OfAHugeDocument_Answers413()
    {
        var export = JsonNode.Parse(await ExportAsync(_tenant))!;
        export["users"]![0]!["displayName"] = new string('x', 5_000_000);

        (await _client.PostAnswerAsync($"{_tenant.Path}/import", export.ToJsonString())).Is(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task File_IsImportedOnce_UnderTheSameId()
    {
        var export = JsonNode.Parse((await ExportAsync(_tenant)).Replace(_tenant.Domain[..^4], "from-a-file", StringComparison.Ordinal))!;
        var path = Path.Combine(_tenant.Server.Directory, "seed.json");
        await File.WriteAllTextAsync(path, export.ToJsonString(), Encoding.UTF8);
        var files = _tenant.Server.Services.GetRequiredService<ExportFiles>();

        var created = (await files.CreateAsync(path, mayExist: true))!;

        Assert.Equal("from-a-file.com", created.Domain);
        Assert.Null(await files.CreateAsync(path, mayExist: true));
        (await _client.DeleteAnswerAsync($"/authmethods/tenants/{created.Id}")).Is(HttpStatusCode.NoContent);
        Assert.Equal(created.Id, (await files.CreateAsync(path))!.Id);
        await Assert.ThrowsAsync<InvalidDataException>(() => files.CreateAsync(path));
        await Assert.ThrowsAsync<InvalidDataException>(() => files.CreateAsync(path + ".not"));
    }

    private async Task ChangeAsync()
    {
        var client = await _tenant.ClientAsync();
        var user = await NewUser.CreateAsync(client, _tenant.Tenant, "robin");
        (await client.PostAnswerAsync($"/v1.0/users/{user}/authentication/phoneMethods", """{"phoneNumber":"+1 5555550177","phoneType":"mobile"}"""))
            .Is(HttpStatusCode.Created);
        (await client.PatchAnswerAsync(
            $"/v1.0/users/{user}",
            """
            {"department":"R\u0026D <\"1\">","identities":[{"signInType":"emailAddress","issuer":"contoso.com","issuerAssignedId":"robin@fabrikam.com"}]}
            """))
            .Is(HttpStatusCode.NoContent);
    }

    private async Task<string> ExportAsync(Hosted tenant) => (await _client.GetAnswerAsync($"{tenant.Path}/export")).Is(HttpStatusCode.OK).Text;

    private static void Set(JsonNode export, string path, string value)
    {
        var parts = path[2..].Split('.');
        var target = export;
        foreach (var part in parts[..^1]) target = At(target, part);
        var (name, last) = (parts[^1], value == "long" ? new string('x', 300) : null);
        if (name.EndsWith(']'))
        {
            target[name[..^3]]!.AsArray()[0] = JsonNode.Parse(value);
            return;
        }

        if (value == "null") target.AsObject().Remove(name);
        else target[name] = last is not null ? last : value == "second" ? export["users"]![1]![name]!.DeepClone() : JsonNode.Parse(value);

        static JsonNode At(JsonNode node, string part) => part.EndsWith(']') ? node[part[..^3]]![part[^2] - '0']! : node[part]!;
    }
}
