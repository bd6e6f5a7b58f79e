using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using static AuthMethods.Tests.Features.Batch.Batches;

namespace AuthMethods.Tests.Features.Batch;

/// <summary>Who the caller of a batch entry is, and what the entry may do.</summary>
public sealed class BatchCallerTests : TenantTests
{
    [Fact]
    public async Task Batch_WithoutAToken_Answers401() =>
        (await _tenant.Server.Client().SendBatchAsync(Get("1", "/me"))).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");

    [Fact]
    public async Task Batch_WithATokenWithoutPermissions_AnswersAndItsEntriesAreRefused()
    {
        var nobody = await _tenant.AsAsync("kim", "offline_access");

        var responses = (await nobody.SendBatchAsync(Get("me", "/me"), Get("other", $"/users/{_tenant.Name("adele")}/authentication/methods"))).Responses();

        Assert.Equal((403, "Authorization_RequestDenied"), (responses["me"].Status(), responses["me"].Code()));
        Assert.Equal((403, "accessDenied"), (responses["other"].Status(), responses["other"].Code()));
        Assert.StartsWith("PermissionMissing", responses["other"].Header("x-authmethods-reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_HasTheCallerOfTheBatch()
    {
        var kim = await _tenant.AsAsync("kim");

        var responses = (await kim.SendBatchAsync(Get("me", "/me"), Get("admin", $"/users/{_tenant.Name("global.admin")}/authentication/phoneMethods")))
            .Responses();

        Assert.Equal(_tenant.Name("kim"), (string?)responses["me"]["body"]!["userPrincipalName"]);
        Assert.Equal(403, responses["admin"].Status());
    }

    [Fact]
    public async Task Entry_WithATokenOfItsOwn_HasTheCallerOfThatToken()
    {
        var neighbour = await SharedServer.TenantAsync();
        var kim = await _tenant.AsAsync("kim");

        var responses = (await kim.SendBatchAsync(
            With(Get("balas", "/me"), await _tenant.TokenAsync("balas")),
            With(Get("neighbour", "/me"), await neighbour.TokenAsync("kim")),
            With(Get("nonsense", "/me"), "nonsense"),
            Get("kim", "/me"))).Responses();

        Assert.Equal(_tenant.Name("balas"), (string?)responses["balas"]["body"]!["userPrincipalName"]);
        Assert.Equal(neighbour.Name("kim"), (string?)responses["neighbour"]["body"]!["userPrincipalName"]);
        Assert.Equal((401, "InvalidAuthenticationToken"), (responses["nonsense"].Status(), responses["nonsense"].Code()));
        Assert.Equal(_tenant.Name("kim"), (string?)responses["kim"]["body"]!["userPrincipalName"]);
    }

    [Fact]
    public async Task Write_InABatch_IsAuditedWithItsCallerAndTheBatchesCorrelation()
    {
        const string mine = "0d9c5bcd-6ae2-4a1e-8b5a-3f5f6d6c1e12";
        var admin = await _tenant.AsAsync("auth.admin");
        var batch = new JsonObject
        {
            ["requests"] = new JsonArray(
                Entry("1", "POST", $"/users/{_tenant.Name("balas")}/authentication/emailMethods", new JsonObject { ["emailAddress"] = "balas@fabrikam.com" }),
                Entry("2", "POST", $"/users/{_tenant.Name("megan")}/authentication/emailMethods", new JsonObject { ["emailAddress"] = "megan@fabrikam.com" })),
        };

        (await admin.AnswerAsync(HttpMethod.Post, "/v1.0/$batch", batch.ToJsonString(), headers: ("client-request-id", mine))).Is(HttpStatusCode.OK);

        var records = await _tenant.Server.QueryAsync(_tenant.Id, db => db.AuditRecords.Where(a => a.CorrelationId == mine).ToArrayAsync());
        Assert.Equal([_tenant.Name("balas"), _tenant.Name("megan")], records.Select(r => r.TargetName).Order());
        Assert.All(records, r => Assert.Equal(_tenant.Name("auth.admin"), r.ActorUserPrincipalName));
    }

    private static JsonObject With(JsonObject entry, string token)
    {
        entry["headers"] = new JsonObject { ["Authorization"] = $"Bearer {token}" };
        return entry;
    }
}
