using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Access;

/// <summary>The defaults of a server outside Development.</summary>
public sealed class OutsideDevelopmentTests(OutsideDevelopmentTests.StagingServer staging) : TenantTests, IClassFixture<OutsideDevelopmentTests.StagingServer>
{
    private const string OperatorKey = "an operator's key";
    private const string Phone = """{"phoneNumber":"+1 5555550100","phoneType":"mobile"}""";

    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}/authentication/methods";

    protected override Task<TestTenant> NewTenantAsync() => staging.Server.TenantAsync();

    [Fact]
    public async Task TheReasonOfARefusal_IsOnlyForTheOperator()
    {
        var userAdmin = await _tenant.WithMfaAsync("user.admin");

        var told = (await userAdmin.AnswerAsync(HttpMethod.Get, Kim, headers: ("x-authmethods-key", OperatorKey))).Is(HttpStatusCode.Forbidden);
        var untold = (await userAdmin.GetAnswerAsync(Kim)).Is(HttpStatusCode.Forbidden);
        var wrongKey = (await userAdmin.AnswerAsync(HttpMethod.Get, Kim, headers: ("x-authmethods-key", "another key"))).Is(HttpStatusCode.Forbidden);

        Assert.StartsWith("RoleMissing: ", told.Reason, StringComparison.Ordinal);
        Assert.Null(untold.Reason);
        Assert.Null(wrongKey.Reason);
        Assert.Equal(WithoutIds(untold), WithoutIds(told));
    }

    [Fact]
    public async Task Administrators_WithoutMfa_AreRefusedOnOthers()
    {
        (await (await _tenant.WithMfaAsync("auth.admin")).GetAnswerAsync(Kim)).Is(HttpStatusCode.OK);

        var refused = await (await _tenant.AsAsync("auth.admin")).AnswerAsync(HttpMethod.Get, Kim, headers: ("x-authmethods-key", OperatorKey));

        refused.Is(HttpStatusCode.Forbidden, "accessDenied");
        Assert.StartsWith("MfaMissing: Policy:RequireMfaForAdministrators", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutMfa_OneselfAndApplicationsAreNotRefused()
    {
        (await (await _tenant.AsAsync("auth.admin")).GetAnswerAsync("/v1.0/me/authentication/methods")).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAppAsync()).GetAnswerAsync(Kim)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task OwnMethods_AreChangedOnlyWithinTenMinutesOfMfa()
    {
        var (withoutMfa, withMfa) = (await _tenant.AsAsync("balas"), await _tenant.WithMfaAsync("balas"));

        var refused = await withoutMfa.AnswerAsync(HttpMethod.Post, "/v1.0/me/authentication/phoneMethods", Phone, headers: ("x-authmethods-key", OperatorKey));
        refused.Is(HttpStatusCode.Forbidden, "accessDenied");
        Assert.StartsWith("MfaMissing: Policy:RequireRecentMfaForOwnMethods", refused.Reason, StringComparison.Ordinal);
        var created = (await withMfa.PostAnswerAsync("/v1.0/me/authentication/phoneMethods", Phone)).Is(HttpStatusCode.Created);

        staging.Clock.Advance(TimeSpan.FromMinutes(11));
        var phone = $"/v1.0/me/authentication/phoneMethods/{created.Json["id"]}";
        (await withMfa.DeleteAnswerAsync(phone)).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await withMfa.GetAnswerAsync(phone)).Is(HttpStatusCode.OK);
        (await (await _tenant.WithMfaAsync("balas")).DeleteAnswerAsync(phone)).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task WhatGraphCannotDo_IsOnlyForTheOperator()
    {
        var path = $"/authmethods/users/{_tenant.Name("balas")}/authentication/softwareOathMethods";
        var (authAdmin, helpdesk) = (await _tenant.WithMfaAsync("auth.admin"), await _tenant.WithMfaAsync("helpdesk.admin"));

        var refused = (await authAdmin.PostAnswerAsync(path, "{}")).Is(HttpStatusCode.Forbidden, "accessDenied");
        Assert.Null(refused.Reason);
        (await staging.Server.Client().AnswerAsync(HttpMethod.Post, path, "{}", headers: ("x-authmethods-key", OperatorKey))).Is(HttpStatusCode.Unauthorized);
        (await helpdesk.AnswerAsync(HttpMethod.Post, path, "{}", headers: ("x-authmethods-key", OperatorKey))).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await authAdmin.AnswerAsync(HttpMethod.Post, path, "{}", headers: ("x-authmethods-key", OperatorKey))).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task ChangesThatGraphLacks_NeedTheOperatorsKeyAndTheRole()
    {
        var (admin, userAdmin) = (await _tenant.WithMfaAsync("auth.admin"), await _tenant.WithMfaAsync("user.admin"));
        var (state, revoke) = ($"/authmethods/users/{_tenant.Name("kim")}/multiFactor", $"/authmethods/users/{_tenant.Name("kim")}/multiFactor/revokeSessions");

        (await admin.PostAnswerAsync(revoke)).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await userAdmin.AnswerAsync(HttpMethod.Post, revoke, headers: ("x-authmethods-key", OperatorKey))).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await admin.GetAnswerAsync(state)).Is(HttpStatusCode.OK);
        (await admin.AnswerAsync(HttpMethod.Post, revoke, headers: ("x-authmethods-key", OperatorKey))).Is(HttpStatusCode.NoContent);
    }

    private static string WithoutIds(Answer answer)
    {
        var body = answer.Json;
        foreach (var id in new[] { "date", "request-id", "client-request-id" }) body["error"]!["innerError"]!.AsObject().Remove(id);
        return body.ToJsonString();
    }

    public sealed class StagingServer : ServerFixture
    {
        protected override Task<TestServer> StartAsync() =>
            TestServer.StartAsync(
                [
                    new("Authority:Enabled", "true"), new("Operator:Key", OperatorKey),
                    new("Authority:AllowBuiltInAuthorityInProductionAlthoughItHandsOutTokensForPasswords", "true"),
                ],
                environment: "Staging", clock: Clock);
    }
}
