using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Policies;

/// <summary>The groups that the methods policy includes and excludes: one form of an id, and members of nested groups too.</summary>
public sealed class PolicyTargetsTests() : AdminTests("global.admin")
{
    private const string Policy = "/beta/policies/authenticationMethodsPolicy";
    private const string Configurations = Policy + "/authenticationMethodConfigurations";

    private string Passes => $"/v1.0/users/{_tenant.Name("balas")}/authentication/temporaryAccessPassMethods";

    [Theory]
    [InlineData("{ID}", "capitals")]
    [InlineData(" {id}", "a space before it")]
    [InlineData("{id} ", "a space after it")]
    public async Task Target_IsStoredInOneFormAndApplied(string form, string because)
    {
        var group = await GroupWithBalasAsync();
        var written = form.Replace("{id}", group, StringComparison.Ordinal).Replace("{ID}", group.ToUpperInvariant(), StringComparison.Ordinal);

        (await TargetAsync("TemporaryAccessPass", "temporaryAccessPass", $$""" "excludeTargets":[{"id":"{{written}}","targetType":"group"}] """))
            .Is(HttpStatusCode.NoContent);

        var stored = (await _admin.GetAnswerAsync($"{Configurations}/TemporaryAccessPass")).Json["excludeTargets"]!.AsArray().Single()!["id"];
        Assert.True((string?)stored == group, because);
        (await _admin.PostAnswerAsync(Passes, "{}")).Is(HttpStatusCode.BadRequest, "badRequest");
        (await TargetAsync("TemporaryAccessPass", "temporaryAccessPass", $$""" "excludeTargets":[],"includeTargets":[{"id":"{{written}}","targetType":"group"}] """))
            .Is(HttpStatusCode.NoContent);
        (await _admin.PostAnswerAsync(Passes, "{}")).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("{{id}}")]
    [InlineData("({id})")]
    [InlineData("0x{id}")]
    [InlineData("all users")]
    [InlineData("")]
    public async Task Target_ThatIsNoId_IsRefused(string form)
    {
        var written = form.Replace("{id}", TheDirectory.HelpdeskTeam, StringComparison.Ordinal);

        (await TargetAsync("TemporaryAccessPass", "temporaryAccessPass", $$""" "excludeTargets":[{"id":"{{written}}","targetType":"group"}] """))
            .Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task EveryTarget_IsStoredInOneForm()
    {
        var written = $" {TheDirectory.HelpdeskTeam.ToUpperInvariant()}";
        (await _admin.PatchAnswerAsync(Policy, $$$"""
            {"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{"state":"enabled","snoozeDurationInDays":1,
               "excludeTargets":[{"id":"{{{written}}}","targetType":"group"}],
               "includeTargets":[{"id":"{{{written}}}","targetType":"group","targetedAuthenticationMethod":"microsoftAuthenticator"}]}},
             "systemCredentialPreferences":{"state":"enabled","excludeTargets":[{"id":"{{{written}}}","targetType":"group"}],
               "includeTargets":[{"id":"{{{written}}}","targetType":"group"}]},
             "reportSuspiciousActivitySettings":{"state":"enabled","voiceReportingCode":0,"includeTarget":{"id":"{{{written}}}","targetType":"group"} } }
            """)).Is(HttpStatusCode.OK);
        (await TargetAsync("MicrosoftAuthenticator", "microsoftAuthenticator", $$$"""
            "featureSettings":{"displayAppInformationRequiredState":{"state":"enabled","includeTarget":{"id":"{{{written}}}","targetType":"group"},
              "excludeTarget":{"id":"{{{written}}}","targetType":"group"} } }
            """)).Is(HttpStatusCode.NoContent);

        var policy = (await _admin.GetAnswerAsync(Policy)).Text;

        Assert.DoesNotContain(written, policy, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(7, policy.Split($"\"{TheDirectory.HelpdeskTeam}\"").Length - 1);
    }

    [Fact]
    public async Task NestedGroups_CountInExclusionAsInInclusion()
    {
        var (outer, middle) = (await _admin.CreateGroupAsync("Outer"), await _admin.CreateGroupAsync("Middle"));
        (await _admin.AddAsync($"groups/{outer}/members", middle)).Is(HttpStatusCode.NoContent);
        (await _admin.AddAsync($"groups/{middle}/members", await GroupWithBalasAsync())).Is(HttpStatusCode.NoContent);
        (await _admin.PostAnswerAsync($"/v1.0/users/{TheDirectory.Balas}/authentication/phoneMethods", """{"phoneNumber":"+1 5555550100","phoneType":"mobile"}"""))
            .Is(HttpStatusCode.Created);

        await ForPhonesAsync($$""" "includeTargets":[{"id":"{{outer}}","targetType":"group"}],"excludeTargets":[] """);
        (await _admin.PostAnswerAsync(Passes, "{}")).Is(HttpStatusCode.Created);
        Assert.True(await IsMfaCapableAsync());

        await ForPhonesAsync($$""" "includeTargets":[{"id":"all_users","targetType":"group"}],"excludeTargets":[{"id":"{{outer}}","targetType":"group"}] """);
        (await _admin.PostAnswerAsync(Passes, "{}")).Is(HttpStatusCode.BadRequest, "badRequest");
        Assert.False(await IsMfaCapableAsync());

        (await _admin.RemoveAsync($"groups/{outer}/members", middle)).Is(HttpStatusCode.NoContent);
        (await _admin.PostAnswerAsync(Passes, "{}")).Is(HttpStatusCode.Created);
        Assert.True(await IsMfaCapableAsync());
    }

    [Fact]
    public async Task GroupsThatContainEachOther_DoNotLoop()
    {
        var (one, other) = (await GroupWithBalasAsync(), await _admin.CreateGroupAsync("Other"));
        (await _admin.AddAsync($"groups/{one}/members", other)).Is(HttpStatusCode.NoContent);
        (await _admin.AddAsync($"groups/{other}/members", one)).Is(HttpStatusCode.NoContent);

        await ForPhonesAsync($$""" "excludeTargets":[{"id":"{{other}}","targetType":"group"}] """);

        (await _admin.PostAnswerAsync(Passes, "{}")).Is(HttpStatusCode.BadRequest, "badRequest");
        Assert.False(await IsMfaCapableAsync());
    }

    private async Task ForPhonesAsync(string targets)
    {
        foreach (var (id, type) in new[] { ("Sms", "sms"), ("Voice", "voice"), ("TemporaryAccessPass", "temporaryAccessPass") })
        {
            (await TargetAsync(id, type, $""" "state":"enabled",{targets} """)).Is(HttpStatusCode.NoContent);
        }
    }

    private async Task<bool> IsMfaCapableAsync() => (bool)(await _admin.GetAnswerAsync(
        $"/v1.0/reports/authenticationMethods/userRegistrationDetails/{TheDirectory.Balas}")).Is(HttpStatusCode.OK).Json["isMfaCapable"]!;

    private async Task<string> GroupWithBalasAsync()
    {
        var group = await _admin.CreateGroupAsync("Inner");
        (await _admin.AddAsync($"groups/{group}/members", TheDirectory.Balas)).Is(HttpStatusCode.NoContent);
        return group;
    }

    private Task<Answer> TargetAsync(string id, string type, string members) => _admin.PatchAnswerAsync(
        $"{Configurations}/{id}", $$"""{"@odata.type":"#microsoft.graph.{{type}}AuthenticationMethodConfiguration",{{members}}}""");
}
