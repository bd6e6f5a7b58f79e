using AuthMethods.Tests.Server;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace AuthMethods.Sdk.Tests;

public sealed class PoliciesTests() : GraphTests("auth.policy.admin")
{
    [Fact]
    public async Task Configurations_ComeAsTheTypeOfEachKind()
    {
        var policy = (await _graph.Policies.AuthenticationMethodsPolicy.GetAsync())!;

        Assert.Equal(
            Fido2RestrictionEnforcementType.Block,
            policy.AuthenticationMethodConfigurations!.OfType<Fido2AuthenticationMethodConfiguration>().Single().KeyRestrictions!.EnforcementType);
        Assert.Equal(
            60,
            policy.AuthenticationMethodConfigurations!.OfType<TemporaryAccessPassAuthenticationMethodConfiguration>().Single().DefaultLifetimeInMinutes);
        Assert.Equal(
            MicrosoftAuthenticatorAuthenticationMode.Any,
            policy.AuthenticationMethodConfigurations!
                .OfType<MicrosoftAuthenticatorAuthenticationMethodConfiguration>().Single().IncludeTargets!.Single().AuthenticationMode);
        Assert.Equal(
            "all_users", policy.AuthenticationMethodConfigurations!.OfType<SmsAuthenticationMethodConfiguration>().Single().IncludeTargets!.Single().Id);
        Assert.False(policy.AuthenticationMethodConfigurations!.OfType<VoiceAuthenticationMethodConfiguration>().Single().IsOfficePhoneAllowed);
        Assert.Equal(
            3,
            policy.AuthenticationMethodConfigurations!.OfType<X509CertificateAuthenticationMethodConfiguration>().Single().CertificateUserBindings!.Count);
        Assert.Single(policy.AuthenticationMethodConfigurations!.OfType<SoftwareOathAuthenticationMethodConfiguration>());
        Assert.Single(policy.AuthenticationMethodConfigurations!.OfType<EmailAuthenticationMethodConfiguration>());
        Assert.Equal(1, policy.RegistrationEnforcement!.AuthenticationMethodsRegistrationCampaign!.SnoozeDurationInDays);
    }

    [Fact]
    public async Task Configuration_IsChangedAsItsTypeAndReset()
    {
        var fido2 = _graph.Policies.AuthenticationMethodsPolicy.AuthenticationMethodConfigurations["fido2"];

        await fido2.PatchAsync(
            new Fido2AuthenticationMethodConfiguration { State = AuthenticationMethodState.Disabled, IsSelfServiceRegistrationAllowed = false });
        var changed = Assert.IsType<Fido2AuthenticationMethodConfiguration>(await fido2.GetAsync());
        Assert.Equal((AuthenticationMethodState.Disabled, false), (changed.State, changed.IsSelfServiceRegistrationAllowed));

        await fido2.DeleteAsync();
        Assert.Equal(AuthenticationMethodState.Enabled, (await fido2.GetAsync())!.State);
        await fido2.PatchAsync(new SmsAuthenticationMethodConfiguration { State = AuthenticationMethodState.Disabled }).IsRefusedAsync(400, "badRequest");
    }

    [Fact]
    public async Task Policy_IsChanged()
    {
        var changed = await _graph.Policies.AuthenticationMethodsPolicy.PatchAsync(new()
        {
            RegistrationEnforcement =
                new() { AuthenticationMethodsRegistrationCampaign = new() { SnoozeDurationInDays = 5, State = AdvancedConfigState.Enabled } },
        });

        var campaign = changed!.RegistrationEnforcement!.AuthenticationMethodsRegistrationCampaign!;
        Assert.Equal((5, AdvancedConfigState.Enabled), (campaign.SnoozeDurationInDays, campaign.State));
    }

    [Fact]
    public async Task Campaign_ForPasskeys_IsTyped()
    {
        var policy = _graph.Policies.AuthenticationMethodsPolicy;

        await policy.PatchAsync(new()
        {
            RegistrationEnforcement = new()
            {
                AuthenticationMethodsRegistrationCampaign = new()
                {
                    State = AdvancedConfigState.Enabled,
                    IncludeTargets =
                    [
                        new() { Id = "all_users", TargetType = AuthenticationMethodTargetType.Group, TargetedAuthenticationMethod = "Fido2" },
                    ],
                },
            },
        });

        var target = Assert.Single((await policy.GetAsync())!.RegistrationEnforcement!.AuthenticationMethodsRegistrationCampaign!.IncludeTargets!);
        Assert.Equal(("all_users", AuthenticationMethodTargetType.Group), (target.Id, target.TargetType));
        Assert.Equal("fido2", target.TargetedAuthenticationMethod, ignoreCase: true);
    }

    [Fact]
    public async Task Usage_OfAStrength_IsTyped()
    {
        var graph = await _tenant.GraphAsync("global.admin");
        var strength = (await graph.Policies.AuthenticationStrengthPolicies.GetAsync())!.Value![0];

        var usage = (await graph.Policies.AuthenticationStrengthPolicies[strength.Id].Usage.GetAsync())!;
        var same = (await graph.Identity.ConditionalAccess.AuthenticationStrength.Policies[strength.Id].Usage.GetAsync())!;

        Assert.Equal((0, 0, 0), (usage.Mfa!.Count, usage.None!.Count, same.Mfa!.Count));
    }

    [Fact]
    public async Task Strengths_AreReadCreatedChangedAndDeleted()
    {
        var graph = await _tenant.GraphAsync("global.admin");
        var strengths = graph.Policies.AuthenticationStrengthPolicies;
        Assert.Equal(3, (await strengths.GetAsync(r => r.QueryParameters.Filter = "policyType eq 'builtIn'"))!.Value!.Count);

        var created = (await strengths.PostAsync(new()
        {
            DisplayName = "Contoso", AllowedCombinations = [AuthenticationMethodModes.Fido2, AuthenticationMethodModes.WindowsHelloForBusiness],
        }))!;
        Assert.Equal((AuthenticationStrengthPolicyType.Custom, AuthenticationStrengthRequirements.Mfa), (created.PolicyType, created.RequirementsSatisfied));
        await strengths[created.Id].PatchAsync(new() { DisplayName = "Contoso II" });
        var configuration = await strengths[created.Id].CombinationConfigurations.PostAsync(new Fido2CombinationConfiguration
        {
            AppliesToCombinations = [AuthenticationMethodModes.Fido2], AllowedAAGUIDs = ["2fc0579f-8113-47ea-b116-bb5a8db9202a"],
        });
        Assert.IsType<Fido2CombinationConfiguration>(configuration);

        var read = (await strengths[created.Id].GetAsync())!;
        Assert.Equal("Contoso II", read.DisplayName);
        Assert.Equal(
            [AuthenticationMethodModes.Fido2, AuthenticationMethodModes.WindowsHelloForBusiness], read.AllowedCombinations!.Select(c => c!.Value).Order());
        await strengths[created.Id].DeleteAsync();
        await strengths[created.Id].GetAsync().IsRefusedAsync(404, "resourceNotFound");
    }

    [Fact]
    public async Task DirectoryAudits_SayWhatKindOfThingWasChanged()
    {
        await _graph.Policies.AuthenticationMethodsPolicy.AuthenticationMethodConfigurations["voice"]
            .PatchAsync(new VoiceAuthenticationMethodConfiguration { IsOfficePhoneAllowed = true });
        var reader = await _tenant.GraphAsync("reports.reader");

        var target = (await reader.AuditLogs.DirectoryAudits.GetAsync(
            r => r.QueryParameters.Filter = "targetResources/any(t:t/displayName eq 'Voice')"))!.Value!.Single().TargetResources!.Single();

        Assert.Equal(("Policy", "Voice", null), (target.Type, target.DisplayName, target.UserPrincipalName));
    }
}
