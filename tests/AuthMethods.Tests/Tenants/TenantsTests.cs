using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Messages;
using AuthMethods.Tests.Server;
using AuthMethods.Tests.Wire;

namespace AuthMethods.Tests.Tenants;

/// <summary>Tenants that are created, reset and deleted over HTTP.</summary>
public sealed class TenantsTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = (await SharedServer.TenantAsync()).Server;
        _client = _server.Client();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Create_FromTheSample_AnswersIdDomainAndClient()
    {
        var answer = (await _client.PostAnswerAsync("/authmethods/tenants", """{"from":"sample","displayName":"Fabrikam"}""")).Is(HttpStatusCode.Created);

        Assert.Equal(["id", "domain", "clientId", "clientSecret"], answer.Json.AsObject().Select(p => p.Key));
        Assert.Equal($"/authmethods/tenants/{answer.Json["id"]}", answer.Headers.Location!.AbsolutePath);
        Assert.Equal((SampleTenant.Provisioning.ToString(), SampleTenant.ProvisioningSecret), ((string?)answer.Json["clientId"], (string?)answer.Json["clientSecret"]));
        var shown = (await _client.GetAnswerAsync(answer.Headers.Location.AbsolutePath)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("Fabrikam", "sample", (string?)answer.Json["domain"]), ((string?)shown["displayName"], (string?)shown["from"], (string?)shown["domain"]));
        Assert.Contains(
            (await _client.GetAnswerAsync("/authmethods/tenants")).Is(HttpStatusCode.OK).Value, t => (string?)t!["id"] == (string?)answer.Json["id"]);
    }

    [Fact]
    public async Task Create_FromTheSampleTwice_HasTheSameUsersInBothAndNothingInCommon()
    {
        var (one, other) = (await Hosted.CreateAsync(_server), await Hosted.CreateAsync(_server));
        var (mine, theirs) = (await one.ClientAsync(), await other.ClientAsync());

        var (before, after) = (await IdsAsync(mine), await IdsAsync(theirs));
        Assert.Equal(before, after);
        Assert.Equal(23, before.Length);
        (await mine.DeleteAnswerAsync($"/v1.0/users/{SampleTenant.UserId(22)}")).Is(HttpStatusCode.NoContent);
        Assert.Equal(22, (await IdsAsync(mine)).Length);
        Assert.Equal(23, (await IdsAsync(theirs)).Length);
    }

    [Fact]
    public async Task Create_Empty_AnswersAClientWithEveryPermission()
    {
        var created = await Hosted.CreateAsync(_server, """{"from":"empty","domain":"Empty-1.Example.org"}""");
        var client = await created.ClientAsync();

        Assert.Equal("empty-1.example.org", created.Domain);
        Assert.Empty(await IdsAsync(client));
        var user = await NewUser.CreateAsync(client, created.Tenant, "robin");
        (await client.PostAnswerAsync($"/v1.0/users/{user}/authentication/phoneMethods", """{"phoneNumber":"+1 5555550177","phoneType":"mobile"}"""))
            .Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Create_FromASnapshot_IsACopyUnderItsOwnDomain()
    {
        var source = await Hosted.CreateAsync(_server);
        var admin = await source.ClientAsync();
        var user = await NewUser.CreateAsync(admin, source.Tenant, "robin");
        var copy = await Hosted.CreateAsync(_server, $$"""{"from":"{{await source.SnapshotAsync()}}"}""");
        var client = await copy.ClientAsync();

        var shown = (await client.GetAnswerAsync($"/v1.0/users/{user}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal($"robin@{copy.Domain}", (string?)shown["userPrincipalName"]);
        Assert.Null(await NewUser.SignInAsync(copy.Tenant, $"robin@{copy.Domain}", NewUser.Password));
        Assert.Equal("snapshot", (string?)(await _client.GetAnswerAsync(copy.Path)).Json["from"]);
        Assert.DoesNotContain(await copy.RowsAsync(), row => row.Contains(source.Domain, StringComparison.OrdinalIgnoreCase)
            || row.Contains(source.Id.ToString(), StringComparison.OrdinalIgnoreCase));
        // What is derived from the tenant's id is derived anew.
        Assert.NotEmpty((await client.GetAnswerAsync("/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')/appRoleAssignedTo")).Value);
    }

    [Theory]
    [InlineData("", "BadRequest")]
    [InlineData("[]", "BadRequest")]
    [InlineData("{", "BadRequest")]
    [InlineData("{}", "BadRequest")]
    [InlineData("""{"domain":"fabrikam-2.com"}""", "badRequest")]
    [InlineData("""{"from":7}""", "badRequest")]
    [InlineData("""{"from":"nowhere"}""", "badRequest")]
    [InlineData("""{"from":"00000000-0000-0000-0000-000000000000"}""", "badRequest")]
    [InlineData("""{"from":"sample","domain":"fabrikam"}""", "badRequest")]
    [InlineData("""{"from":"sample","domain":"fabri kam.com"}""", "badRequest")]
    [InlineData("""{"from":"sample","domain":"fabrikam.com."}""", "badRequest")]
    [InlineData("""{"from":"sample","domain":"fabrikam.com/x"}""", "badRequest")]
    [InlineData("""{"from":"sample","domain":"ſabrikam.com"}""", "badRequest")]
    [InlineData("""{"from":"sample","domain":"a-name-that-is-longer-than-forty-eight-characters.com"}""", "badRequest")]
    [InlineData("""{"from":"sample","domain":5}""", "BadRequest")]
    [InlineData("""{"from":"sample","displayName":""}""", "badRequest")]
    [InlineData("""{"from":"sample","tenantId":"5a2c8a0e-7b42-4a52-9a3e-5d9f3b1c2a77"}""", "Request_BadRequest")]
    public async Task Create_WithAWrongBody_IsRefused(string body, string code) =>
        (await _client.PostAnswerAsync("/authmethods/tenants", body)).Is(HttpStatusCode.BadRequest, code);

    [Theory]
    [InlineData("sample")]
    [InlineData("empty")]
    public async Task Create_UnderAnotherTenantsDomain_IsRefusedAndLeavesNothing(string from)
    {
        var taken = await Hosted.CreateAsync(_server);

        (await _client.PostAnswerAsync("/authmethods/tenants", $$"""{"from":"{{from}}","domain":"{{taken.Domain}}"}""")).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Single((await _client.GetAnswerAsync("/authmethods/tenants")).Value, t => (string?)t!["domain"] == taken.Domain);
    }

    [Fact]
    public async Task Create_FromAnUnknownSnapshot_Answers404() =>
        (await _client.PostAnswerAsync("/authmethods/tenants", $$"""{"from":"{{Guid.NewGuid()}}"}""")).Is(HttpStatusCode.NotFound, "resourceNotFound");

    [Fact]
    public async Task Delete_RemovesEveryRowAndEndsTheTokens()
    {
        var tenant = await Hosted.CreateAsync(_server);
        var client = await tenant.ClientAsync();
        (await client.GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.OK);
        await tenant.SnapshotAsync();

        (await _client.DeleteAnswerAsync(tenant.Path)).Is(HttpStatusCode.NoContent);

        Assert.Equal(0, await tenant.RowCountAsync());
        (await client.GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.BadRequest, (await tenant.TokenAsync()).Status);
        foreach (var path in new[] { "", "/snapshots", "/outbox" }) (await _client.GetAnswerAsync(tenant.Path + path)).Is(HttpStatusCode.NotFound);
        (await _client.DeleteAnswerAsync(tenant.Path)).Is(HttpStatusCode.NotFound, "resourceNotFound");
        await Hosted.CreateAsync(_server, $$"""{"from":"sample","domain":"{{tenant.Domain}}"}""");
    }

    [Fact]
    public async Task Reset_LeavesNothingBehind()
    {
        var tenant = await Hosted.CreateAsync(_server);
        var before = await tenant.RowsAsync();
        var client = await tenant.ClientAsync();
        var delta = (string)(await client.GetAnswerAsync("/v1.0/users/delta?$deltatoken=latest")).Is(HttpStatusCode.OK).Json["@odata.deltaLink"]!;
        await NewUser.CreateAsync(client, tenant.Tenant, "robin");
        (await client.DeleteAnswerAsync($"/v1.0/users/{SampleTenant.UserId(22)}")).Is(HttpStatusCode.NoContent);
        (await client.PatchAnswerAsync("/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Sms", """{"@odata.type":"#microsoft.graph.smsAuthenticationMethodConfiguration","state":"disabled"}"""))
            .Is(HttpStatusCode.NoContent);

        (await _client.PostAnswerAsync($"{tenant.Path}/reset")).Is(HttpStatusCode.NoContent);

        Assert.Equal(before, await tenant.RowsAsync());
        Assert.Equal(23, (await IdsAsync(client)).Length);
        (await client.GetAnswerAsync(delta)).Is(HttpStatusCode.Gone);
        (await _client.PostAnswerAsync($"{tenant.Path}/reset")).Is(HttpStatusCode.NoContent);
        await NewUser.CreateAsync(client, tenant.Tenant, "robin");
    }

    [Fact]
    public async Task Restore_ReturnsToTheSnapshotAndKeepsIt()
    {
        var tenant = await Hosted.CreateAsync(_server);
        var client = await tenant.ClientAsync();
        await NewUser.CreateAsync(client, tenant.Tenant, "robin");
        var snapshot = await tenant.SnapshotAsync();
        var before = await tenant.RowsAsync();
        (await client.DeleteAnswerAsync($"/v1.0/users/robin@{tenant.Domain}")).Is(HttpStatusCode.NoContent);

        foreach (var _ in new int[2])
        {
            await tenant.RestoreAsync(snapshot);

            Assert.Equal(before, await tenant.RowsAsync());
        }

        Assert.Equal(snapshot, (string?)Assert.Single((await _client.GetAnswerAsync($"{tenant.Path}/snapshots")).Value)!["id"]);
        (await _client.DeleteAnswerAsync($"{tenant.Path}/snapshots/{snapshot}")).Is(HttpStatusCode.NoContent);
        (await _client.PostAnswerAsync($"{tenant.Path}/snapshots/{snapshot}/restore")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Fact]
    public async Task Snapshot_OfAnotherTenant_IsNotThere()
    {
        var (mine, theirs) = (await Hosted.CreateAsync(_server), await Hosted.CreateAsync(_server));
        var snapshot = await theirs.SnapshotAsync();
        var before = await mine.RowsAsync();

        (await _client.PostAnswerAsync($"{mine.Path}/snapshots/{snapshot}/restore")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        (await _client.DeleteAnswerAsync($"{mine.Path}/snapshots/{snapshot}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        // The state in which a tenant was created is no snapshot.
        (await _client.DeleteAnswerAsync($"{mine.Path}/snapshots/{Guid.Empty}")).Is(HttpStatusCode.NotFound, "resourceNotFound");

        Assert.Equal(before, await mine.RowsAsync());
        await theirs.RestoreAsync(snapshot);
    }

    [Fact]
    public async Task Outbox_ShowsTheTenantsMessagesOnly()
    {
        var (mine, theirs) = (await Hosted.CreateAsync(_server), await Hosted.CreateAsync(_server));
        Assert.True(await mine.Tenant.SendAsync(await mine.Tenant.UseOfAsync("kim"), new(AuthMethods.Messages.MessageChannel.Sms, "+1 2065555501", null)));

        var message = Assert.Single((await _client.GetAnswerAsync($"{mine.Path}/outbox")).Is(HttpStatusCode.OK).Value)!;

        Assert.Matches("^[0-9]{6}$", (string?)message["code"]);
        (await _client.GetAnswerAsync($"{mine.Path}/outbox/{message["id"]}")).Is(HttpStatusCode.OK);
        (await _client.GetAnswerAsync($"{theirs.Path}/outbox/{message["id"]}")).Is(HttpStatusCode.NotFound);
        Assert.Empty((await _client.GetAnswerAsync($"{theirs.Path}/outbox")).Is(HttpStatusCode.OK).Value);
        (await _client.GetAnswerAsync($"{theirs.Path}/outbox/next")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task EveryAddress_OutsideDevelopmentWithoutTheOperatorsKey_DoesNotExist()
    {
        await using var production = await TestServer.StartAsync(
            [
                new("Authority:Enabled", "true"), new("Operator:Key", "an operator's key"),
                new("Authority:AllowBuiltInAuthorityInProductionAlthoughItHandsOutTokensForPasswords", "true"),
            ],
            environment: "Production");
        var tenant = await production.TenantAsync();
        HttpClient[] callers = [production.Client(), await tenant.WithMfaAsync("global.admin"), await tenant.AsAppAsync()];
        foreach (var route in EveryRoute.OfControlPlane(production.Services))
        {
            var path = route.Path(_ => tenant.Id.ToString());
            var segment = path.Split('/')[2];
            foreach (var caller in callers)
            {
                var unknown = await caller.AnswerAsync(route.Method, path.Replace($"/{segment}", "/nothing", StringComparison.Ordinal), "{}");
                foreach (var key in new[] { "", "a wrong key" })
                {
                    var hidden = await caller.AnswerAsync(route.Method, path, "{}", headers: ("x-authmethods-key", key));

                    Assert.Equal(unknown.Status, hidden.Status);
                    Assert.Equal(Error(unknown).Replace("nothing", segment, StringComparison.Ordinal), Error(hidden));
                }
            }
        }

        var opened = await production.Client().AnswerAsync(
            HttpMethod.Get, $"/authmethods/tenants/{tenant.Id}", headers: ("x-authmethods-key", "an operator's key"));
        Assert.Equal(tenant.Domain, (string?)opened.Is(HttpStatusCode.OK).Json["domain"]);
    }

    private static string Error(Answer answer) => $"{answer.ErrorCode} {answer.ErrorMessage} {string.Join(' ', answer.Headers.Select(h => h.Key).Order())}";

    private static async Task<string[]> IdsAsync(HttpClient client) =>
        [.. (await client.GetAnswerAsync("/v1.0/users?$top=999&$select=id")).Is(HttpStatusCode.OK).Value.Select(u => (string)u!["id"]!).Order()];
}
