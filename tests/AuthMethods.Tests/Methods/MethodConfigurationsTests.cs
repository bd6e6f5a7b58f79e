using AuthMethods.Features;
using AuthMethods.Features.Fido2Methods;
using AuthMethods.Features.ExternalAuthenticationMethods;
using AuthMethods.Features.PhoneMethods;
using AuthMethods.Features.Policies;
using AuthMethods.Features.QrCodePinMethods;
using AuthMethods.Features.TemporaryAccessPassMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;

namespace AuthMethods.Tests.Methods;

public sealed class MethodConfigurationsTests
{
    private const string Pilot = "b185b746-e7db-4fa2-bafc-69ecf18850dd";

    private static readonly MethodConfigurations Configurations = new(new(AllMethodKinds.All), PoliciesExtensions.Configurations);
    private static readonly MethodsPolicy Unchanged = new(Configurations, []);

    [Fact]
    public void All_OfATenantThatStoresNone_AreTheDefaults()
    {
        var pass = Unchanged.Of<TemporaryAccessPassConfiguration>();

        Assert.Equal(
            (60, 480, 60, 8, false),
            (pass.MinimumLifetimeInMinutes, pass.MaximumLifetimeInMinutes, pass.DefaultLifetimeInMinutes, pass.DefaultLength, pass.IsUsableOnce));
        Assert.True(Unchanged.Of<Fido2Configuration>().IsSelfServiceRegistrationAllowed);
        Assert.Equal(8, Unchanged.Of<QRCodePinConfiguration>().PinLength);
        Assert.Equal(MethodState.Disabled, Unchanged.Of<QRCodePinConfiguration>().State);
        Assert.Empty(Unchanged.Added<ExternalConfiguration>());
        Assert.False(Unchanged.NamesGroups);
    }

    public static TheoryData<string> BuiltIn => [.. Configurations.BuiltIn];

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void Read_WhatWasWritten_IsTheSame(string id)
    {
        var written = Configurations.Default(id)!;
        written.State = MethodState.Disabled;
        written.ExcludeTargets = [new() { Id = Pilot }];
        var row = new MethodConfigurationRow { Id = id };
        MethodConfigurations.Write(written, row);

        Assert.Equivalent(written, Configurations.Read(row), strict: true);
    }

    [Fact]
    public void Read_OfARowWithoutSettings_HasTheDefaults()
    {
        var read = (TemporaryAccessPassConfiguration)Configurations.Read(new() { Id = "TemporaryAccessPass", IsEnabled = true });

        Assert.Equal(480, read.MaximumLifetimeInMinutes);
        Assert.Empty(read.IncludeTargets);
    }

    [Theory]
    [InlineData("all_users", null, true, true)]
    [InlineData(Pilot, null, true, true)]
    [InlineData("00000000-0000-4000-8000-000000000101", null, true, false)]
    [InlineData("all_users", Pilot, true, false)]
    [InlineData(Pilot, Pilot, true, false)]
    [InlineData("all_users", null, false, false)]
    [InlineData(null, null, true, false)]
    public void Allows_AMemberOfPilot_ByTargets(string? include, string? exclude, bool isEnabled, bool isAllowed)
    {
        var sms = new SmsConfiguration
        {
            State = isEnabled ? MethodState.Enabled : MethodState.Disabled,
            IncludeTargets = include is null ? [] : [new() { Id = include, IsUsableForSignIn = true }],
            ExcludeTargets = exclude is null ? [] : [new() { Id = exclude }],
        };
        var user = new UserPolicy(Unchanged, new HashSet<string> { Pilot });

        Assert.Equal(isAllowed, user.Allows(sms));
        Assert.Equal(isAllowed, user.TargetsOf(sms).Any(t => t.IsUsableForSignIn));
    }

    [Theory]
    [InlineData(false, KeyRestrictionType.Allow, false, true)]
    [InlineData(true, KeyRestrictionType.Allow, true, true)]
    [InlineData(true, KeyRestrictionType.Allow, false, false)]
    [InlineData(true, KeyRestrictionType.Block, true, false)]
    [InlineData(true, KeyRestrictionType.Block, false, true)]
    public void Permit_ByEnforcementAndList(bool isEnforced, KeyRestrictionType type, bool isListed, bool isPermitted)
    {
        var model = Guid.NewGuid();
        var restrictions = new KeyRestrictions { IsEnforced = isEnforced, EnforcementType = type, AaGuids = isListed ? [model] : [] };

        Assert.Equal(isPermitted, restrictions.Permit(model));
    }

    [Fact]
    public void ProfilesFor_AUserOfNoTarget_AreNone()
    {
        var fido2 = new Fido2Configuration { IncludeTargets = [new() { Id = Pilot }] };

        Assert.Empty(fido2.ProfilesFor(new(Unchanged, new HashSet<string>())));
        Assert.Equal([PasskeyProfile.Default], fido2.ProfilesFor(new(Unchanged, new HashSet<string> { Pilot })).Select(p => p.Id));
    }
}
