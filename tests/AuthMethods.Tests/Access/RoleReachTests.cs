using AuthMethods.Access;
using AuthMethods.Features.AppPasswords;
using AuthMethods.Features.EmailMethods;
using AuthMethods.Features.Fido2Methods;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Features.PasswordMethods;
using AuthMethods.Features.PhoneMethods;
using AuthMethods.Features.QrCodePinMethods;
using AuthMethods.Storage;

namespace AuthMethods.Tests.Access;

/// <summary>
/// Which administrator reaches whom, as "Who can reset passwords" and "Who can perform sensitive actions" of the role reference
/// say, transcribed independently of the matrix.
/// </summary>
public sealed class RoleReachTests
{
    private static readonly string[] Actors =
    [
        "Password Administrator", "Helpdesk Administrator", "Authentication Administrator", "User Administrator",
        "Privileged Authentication Administrator", "Global Administrator",
    ];

    // Columns in the order of Actors: PwA HdA AuA UsA PAA GlA.
    private static readonly (string Target, string Reached)[] Reach =
    [
        ("no role",                                 "x x x x x x"),
        ("role-assignable group",                   "- - - - x x"),
        ("Directory Readers",                       "x x x x x x"),
        ("Guest Inviter",                           "x x x x x x"),
        ("Password Administrator",                  "x x x x x x"),
        ("Message Center Reader",                   "- x x x x x"),
        ("Reports Reader",                          "- x x x x x"),
        ("Usage Summary Reports Reader",            "- x x x x x"),
        ("User Experience Success Manager",         "- x x x x x"),
        ("Helpdesk Administrator",                  "- x - x x x"),
        ("Authentication Administrator",            "- - x - x x"),
        ("Groups Administrator",                    "- - - x x x"),
        ("User Administrator",                      "- - - x x x"),
        ("Privileged Authentication Administrator", "- - - - x x"),
        ("Privileged Role Administrator",           "- - - - x x"),
        ("Global Administrator",                    "- - - - x x"),
    ];

    private const string Unlisted = "- - - - x x";

    private static readonly string[] Resetters = Actors;
    private static readonly string[] Sensitive =
        ["Authentication Administrator", "User Administrator", "Privileged Authentication Administrator", "Global Administrator"];
    private static readonly string[] MethodAdministrators = ["Authentication Administrator", "Privileged Authentication Administrator", "Global Administrator"];

    public static TheoryData<string, string[]> Limited => new()
    {
        { PasswordMethodKind.Reset, Resetters },
        { Permission.SessionsRevoke, Resetters },
        { Permission.RefreshTokensInvalidate, Resetters },
        { Permission.UserPhonesWrite, Resetters },
        { Permission.UserMailsWrite, Resetters },
        { Permission.UserDelete, Sensitive },
        { Permission.UserEnable, Sensitive },
        { Permission.UserIdentityWrite, Sensitive },
        { Permission.UserIdentitiesWrite, Sensitive },
        { Permission.UserPasswordWrite, Sensitive },
        { Permission.AdministratorPasswordWrite, Sensitive },
        { Permission.MethodsRead, MethodAdministrators },
        { Permission.OperationsRead, MethodAdministrators },
        { EmailMethodKind.Read, MethodAdministrators },
        { EmailMethodKind.Write, MethodAdministrators },
        { HardwareOathMethodKind.Read, MethodAdministrators },
        { HardwareOathMethodKind.Write, MethodAdministrators },
        { Fido2MethodKind.Read, MethodAdministrators },
        { Fido2MethodKind.Write, MethodAdministrators },
        { QrCodePinMethodKind.Read, MethodAdministrators },
        { QrCodePinMethodKind.Write, MethodAdministrators },
        { PhoneMethodKind.Read, MethodAdministrators },
        { PhoneMethodKind.Write, MethodAdministrators },
        { PhoneMethodKind.Replace, MethodAdministrators },
        { PasswordMethodKind.Read, MethodAdministrators },
        { AppPasswordPermissions.Read, MethodAdministrators },
        { Permission.SignInPreferencesRead, MethodAdministrators },
        { Permission.SignInPreferencesWrite, MethodAdministrators },
        { AppPasswordPermissions.Delete, MethodAdministrators },
        { Permission.MultiFactorReset, MethodAdministrators },
    };

    [Theory]
    [MemberData(nameof(Limited))]
    public void Administrators_ReachWhomTheReferenceSays(string permission, string[] actors)
    {
        foreach (var (target, reached) in Reach.Concat(UnlistedRoles().Select(r => (r, Unlisted))))
        {
            foreach (var (i, cell) in reached.Split(' ').Index())
            {
                var expected = cell == "x" && actors.Contains(Actors[i]);
                Assert.True(expected == May(Actors[i], permission, target), $"{Actors[i]}, {permission} on {target}: expected {expected}");
            }
        }
    }

    [Theory]
    [InlineData(Permission.MethodsRead)]
    [InlineData(Permission.OperationsRead)]
    [InlineData(EmailMethodKind.Read)]
    [InlineData(HardwareOathMethodKind.Read)]
    [InlineData(HardwareOathMethodKind.DevicesRead)]
    [InlineData(Fido2MethodKind.Read)]
    [InlineData(QrCodePinMethodKind.Read)]
    [InlineData(PhoneMethodKind.Read)]
    [InlineData(PasswordMethodKind.Read)]
    [InlineData(AppPasswordPermissions.Read)]
    [InlineData(Permission.SignInPreferencesRead)]
    [InlineData(Permission.RequirementsRead)]
    public void GlobalReader_ReadsEveryone(string permission) =>
        Assert.All(Reach.Select(r => r.Target).Concat(UnlistedRoles()), target => Assert.True(May("Global Reader", permission, target), target));

    [Theory]
    [InlineData(Permission.RequirementsRead)]
    [InlineData(Permission.RequirementsWrite)]
    [InlineData(HardwareOathMethodKind.DevicesRead)]
    [InlineData(HardwareOathMethodKind.DevicesWrite)]
    public void AuthenticationPolicyAdministrator_ManagesPerUserMfaOfEveryone(string permission) =>
        Assert.All(Reach.Select(r => r.Target), target => Assert.True(May("Authentication Policy Administrator", permission, target), target));

    [Fact]
    public void RolesNotNamedHere_ActOnNobodysMethodsAndResetNobody()
    {
        var others = DirectoryRole.All.Select(r => r.Name).Except([.. Actors, "Global Reader", "Partner Tier1 Support", "Partner Tier2 Support"]);
        foreach (var role in others)
        {
            Assert.All(Limited.Select(row => (string)row[0]), permission => Assert.False(May(role, permission, "no role"), $"{role}, {permission}"));
        }
    }

    [Theory]
    [InlineData("Partner Tier1 Support", "no role", true)]
    [InlineData("Partner Tier1 Support", "Directory Readers", false)]
    [InlineData("Partner Tier2 Support", "no role", true)]
    [InlineData("Partner Tier2 Support", "Global Administrator", true)]
    public void PartnerSupport_ResetsPasswordsByTier(string role, string target, bool expected) =>
        Assert.Equal(expected, May(role, PasswordMethodKind.Reset, target));

    [Fact]
    public void ATargetWithTwoRoles_IsReachedOnlyByCallersWhoReachBoth()
    {
        const DirectoryRoles both = DirectoryRoles.HelpdeskAdministrator | DirectoryRoles.AuthenticationAdministrator;

        Assert.False(May(DirectoryRoles.HelpdeskAdministrator, both));
        Assert.False(May(DirectoryRoles.AuthenticationAdministrator, both));
        Assert.False(May(both, both), "each of the two roles reaches one half, none of them the whole");
        Assert.True(May(DirectoryRoles.PrivilegedAuthenticationAdministrator, both));
    }

    [Fact]
    public void ACallerWithTwoRoles_ReachesWhatEitherReaches()
    {
        const DirectoryRoles both = DirectoryRoles.HelpdeskAdministrator | DirectoryRoles.AuthenticationAdministrator;

        Assert.True(May(both, DirectoryRoles.HelpdeskAdministrator));
        Assert.True(May(both, DirectoryRoles.AuthenticationAdministrator));
        Assert.False(May(both, DirectoryRoles.UserAdministrator));
    }

    [Fact]
    public void TheRoleList_IsThatOfTheRoleReference()
    {
        Assert.Equal(123, DirectoryRole.All.Count);
        Assert.Equal(123, DirectoryRole.All.Select(r => r.TemplateId).Distinct().Count());
        Assert.Equal(DirectoryRole.All.Select(r => r.Name).Order(StringComparer.OrdinalIgnoreCase), DirectoryRole.All.Select(r => r.Name));
        Assert.Equal(new Guid("62e90394-69f5-4237-9190-012177145e10"), DirectoryRole.All.Single(r => r.Name == "Global Administrator").TemplateId);
        Assert.Equal(DirectoryRoles.Other, DirectoryRole.FlagOf(Guid.NewGuid()));
    }

    private static IEnumerable<string> UnlistedRoles() => DirectoryRole.All.Select(r => r.Name).Except(Reach.Select(r => r.Target));

    private static bool May(string role, string permission, string target) =>
        Someone.User(Someone.Roles(role), GraphPermissions.All).Asks(permission, Someone.Roles(target)) is null;

    private static bool May(DirectoryRoles caller, DirectoryRoles target) =>
        Someone.User(caller, GraphPermissions.All).Asks(PasswordMethodKind.Reset, target) is null;
}
