using System.Net;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.Users;

/// <summary>Filters of users by their licenses and by their sign-in activity. Here Kim has a license without one plan, and Adele signed in.</summary>
public sealed class FilterUsersByActivityTests() : AdminTests("global.admin")
{
    private const string Kim = "00000000-0000-4000-8000-000000000022";
    private const string Adele = "00000000-0000-4000-8000-000000000023";
    private const string Sku = "84a661c4-e949-4bd2-a560-ed7766fcaf2b";
    private const string Mfa = "8a256a2b-b617-496d-b51b-e76466e88db0";
    private const string PremiumP1 = "41781fb2-bc02-4b7c-bd55-b576c07bb09d";
    private const string LastSignIn = "signInActivity/lastSignInDateTime";

    private static readonly DateTimeOffset SignedIn = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (await _admin.PatchAnswerAsync($"/v1.0/users/{TheDirectory.Kim}", """{"usageLocation":"US"}""")).Is(HttpStatusCode.NoContent);
        (await _admin.PostAnswerAsync(
            $"/v1.0/users/{TheDirectory.Kim}/assignLicense",
            $$"""{"addLicenses":[{"skuId":"{{Sku}}","disabledPlans":["{{Mfa}}"]}],"removeLicenses":[]}""")).Is(HttpStatusCode.OK);
        var adele = Guid.Parse(TheDirectory.Adele);
        await _tenant.Server.ChangeAsync(_tenant.Id, async db =>
        {
            var user = await db.Users.SingleAsync(u => u.Id == adele);
            return user.LastSignInDateTime = user.LastSuccessfulSignInDateTime = SignedIn;
        });
    }

    [Theory]
    [InlineData($"assignedLicenses/any(x:x/skuId eq {Sku})", Kim)]
    [InlineData($"assignedLicenses/any(s:s/skuId eq {Mfa})", "")]
    [InlineData($"assignedLicenses/any(s:s/skuId eq {Mfa} or s/skuId eq {Sku})", Kim)]
    [InlineData("assignedLicenses/any()", Kim)]
    [InlineData($"assignedPlans/any(p:p/servicePlanId eq {PremiumP1} and p/capabilityStatus eq 'Enabled')", Kim)]
    [InlineData($"assignedPlans/any(p:p/servicePlanId eq {PremiumP1} and p/capabilityStatus eq 'Deleted')", "")]
    [InlineData($"assignedPlans/any(p:p/servicePlanId eq {Mfa})", "")]
    [InlineData("assignedPlans/any(p:p/service eq 'AADPremiumService')", Kim)]
    [InlineData("assignedPlans/any(p:p/service eq 'MultiFactorService')", "")]
    public async Task Licenses_AreFoundByDefault(string filter, string expected) =>
        Assert.Equal(expected, string.Join(',', (await _admin.GetAnswerAsync($"/v1.0/users?$filter={filter}")).Ids()));

    [Theory]
    [InlineData("assignedLicenses/$count eq 0", 22)]
    [InlineData("assignedLicenses/$count ne 0", 1)]
    [InlineData($"not(assignedLicenses/any(x:x/skuId eq {Sku}))", 22)]
    [InlineData($"not assignedPlans/any(p:p/servicePlanId eq {PremiumP1}) and userType eq 'Guest'", 1)]
    public async Task MissingLicenses_AreFoundInAdvancedQueries(string filter, int count)
    {
        Assert.Equal(count, (await EventualAsync($"/v1.0/users?$count=true&$filter={filter}")).Is(HttpStatusCode.OK).Value.Count);
        Assert.Equal($"{count}", (await EventualAsync($"/v1.0/users/$count?$filter={filter}")).Is(HttpStatusCode.OK).Text);
        (await _admin.GetAnswerAsync($"/v1.0/users?$count=true&$filter={filter}")).Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery");
    }

    [Theory]
    [InlineData("assignedLicenses eq null")]
    [InlineData("assignedLicenses/any(x:x eq null)")]
    [InlineData($"assignedLicenses/any(x:x/skuId eq '{Sku}')")]
    [InlineData("assignedLicenses/any(x:x/disabledPlans/any())")]
    [InlineData("assignedPlans/any(p:p/assignedDateTime gt 2020-01-01T00:00:00Z)")]
    [InlineData("assignedPlans/any(p:startswith(p/service,'A'))")]
    [InlineData("assignedPlans/any(p:p/colour eq 'red')")]
    [InlineData("assignedPlans/$count eq 0")]
    public async Task OtherFiltersOfLicenses_AreRefused(string filter) =>
        (await EventualAsync($"/v1.0/users?$count=true&$filter={Uri.EscapeDataString(filter)}")).Is(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData($"{LastSignIn} eq 2026-01-02T03:04:05Z", Adele)]
    [InlineData($"{LastSignIn} le 2026-01-02T03:04:05Z", Adele)]
    [InlineData($"{LastSignIn} lt 2026-01-02T03:04:05Z", "")]
    [InlineData($"{LastSignIn} ge 2026-01-01 and {LastSignIn} le 2026-02-01", Adele)]
    [InlineData("signInActivity/lastSuccessfulSignInDateTime ge 2026-01-01", Adele)]
    [InlineData("signInActivity/lastNonInteractiveSignInDateTime ge 2026-01-01", "")]
    public async Task SignInActivity_IsFiltered(string filter, string expected)
    {
        Assert.Equal(expected, string.Join(',', (await _admin.GetAnswerAsync($"/v1.0/users?$filter={filter}")).Ids()));
        Assert.Equal(
            expected.Length == 0 ? "0" : "1", (await EventualAsync($"/v1.0/users/$count?$filter={filter}")).Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task SignInActivity_IsShownNextToTheFilterIfSelected()
    {
        var adele = Assert.Single((await _admin.GetAnswerAsync($"/v1.0/users?$select=id,signInActivity&$filter={LastSignIn} ge 2026-01-01")).Value)!;

        Assert.Equal("2026-01-02T03:04:05Z", (string?)adele["signInActivity"]!["lastSignInDateTime"]);
    }

    [Theory]
    [InlineData($"{LastSignIn} ge 2026-01-01 and accountEnabled eq true")]
    [InlineData($"userType eq 'Guest' or {LastSignIn} le 2026-01-01")]
    public async Task SignInActivity_WithOtherProperties_IsRefused(string filter) =>
        (await _admin.GetAnswerAsync($"/v1.0/users?$filter={filter}")).Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery");

    [Fact]
    public async Task SignInActivity_IsFilteredByWhoMayReadTheLog()
    {
        var withoutPermission = await _tenant.AsAsync("global.admin", "User.Read.All");
        var withoutRole = await _tenant.AsAsync("kim");
        var app = await _tenant.AsAppAsync("User.Read.All", "AuditLog.Read.All");
        foreach (var path in new[] { "/v1.0/users", "/v1.0/users/$count" })
        {
            var url = $"{path}?$filter={LastSignIn} ge 2026-01-01";
            (await withoutPermission.AnswerAsync(HttpMethod.Get, url, headers: ("ConsistencyLevel", "eventual")))
                .Is(HttpStatusCode.Forbidden, "Authentication_MSGraphPermissionMissing");
            (await withoutRole.AnswerAsync(HttpMethod.Get, url, headers: ("ConsistencyLevel", "eventual")))
                .Is(HttpStatusCode.Forbidden, "Authentication_RequestFromUnsupportedUserRole");
            (await app.AnswerAsync(HttpMethod.Get, url, headers: ("ConsistencyLevel", "eventual"))).Is(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("/v1.0/groups/00000000-0000-4000-8000-000000000101/members/microsoft.graph.user")]
    [InlineData("/v1.0/directory/deletedItems/microsoft.graph.user")]
    public async Task SignInActivity_IsNoFilterOfOtherListsOfUsers(string list) =>
        (await _admin.GetAnswerAsync($"{list}?$filter={LastSignIn} ge 2026-01-01")).Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery");

    private Task<Answer> EventualAsync(string path) => _admin.AnswerAsync(HttpMethod.Get, path, headers: ("ConsistencyLevel", "eventual"));
}
