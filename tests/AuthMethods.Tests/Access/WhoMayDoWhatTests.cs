using System.Text;
using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Tests.Access;

/// <summary>
/// Every permission, by every caller, on every target, against the table in <c>WhoMayDoWhat.txt</c>. To record a change of the
/// policy, run this test with <c>AUTHMETHODS_RECORD=1</c> and read the difference before it is committed.
/// </summary>
public sealed class WhoMayDoWhatTests
{
    private static readonly string[] EverySelfPermission = [.. GraphPermissions.All.Except(GraphPermissions.Application).Where(p =>
        !p.StartsWith("Directory.", StringComparison.Ordinal))];
    private static readonly string[] EveryPasskeyPermission =
        [.. GraphPermissions.All.Where(p => p.StartsWith("UserAuthMethod-Passkey.", StringComparison.Ordinal))];
    private static readonly string[] EveryApplicationPermission = [.. GraphPermissions.Application];

    private static readonly (string Name, Caller Caller)[] Callers =
    [
        ("Global Administrator", Holder(DirectoryRoles.GlobalAdministrator)),
        ("Privileged Authentication Administrator", Holder(DirectoryRoles.PrivilegedAuthenticationAdministrator)),
        ("Authentication Administrator", Holder(DirectoryRoles.AuthenticationAdministrator)),
        ("Global Reader", Holder(DirectoryRoles.GlobalReader)),
        ("Authentication Policy Administrator", Holder(DirectoryRoles.AuthenticationPolicyAdministrator)),
        ("User Administrator", Holder(DirectoryRoles.UserAdministrator)),
        ("Helpdesk Administrator", Holder(DirectoryRoles.HelpdeskAdministrator)),
        ("Password Administrator", Holder(DirectoryRoles.PasswordAdministrator)),
        ("Privileged Role Administrator", Holder(DirectoryRoles.PrivilegedRoleAdministrator)),
        ("Reports Reader", Holder(DirectoryRoles.ReportsReader)),
        ("Security Reader", Holder(DirectoryRoles.SecurityReader)),
        ("Directory Readers", Holder(DirectoryRoles.DirectoryReaders)),
        ("Groups Administrator", Holder(DirectoryRoles.GroupsAdministrator)),
        ("Guest Inviter", Holder(DirectoryRoles.GuestInviter)),
        ("Helpdesk and Authentication Administrator", Holder(DirectoryRoles.HelpdeskAdministrator | DirectoryRoles.AuthenticationAdministrator)),
        ("a role no rule names", Holder(DirectoryRoles.Other)),
        ("no role", Holder(DirectoryRoles.None)),
        ("no role, own-account permissions", Someone.User(DirectoryRoles.None, EverySelfPermission)),
        ("Global Administrator, own-account permissions", Someone.User(DirectoryRoles.GlobalAdministrator, EverySelfPermission)),
        ("Global Administrator, passkey permissions", Someone.User(DirectoryRoles.GlobalAdministrator, EveryPasskeyPermission)),
        ("Global Administrator, no permission", Someone.User(DirectoryRoles.GlobalAdministrator, [])),
        ("application, every permission", Someone.Application(EveryApplicationPermission)),
        ("application, User Administrator", Someone.Application(EveryApplicationPermission, "User Administrator")),
        ("application, read permissions", Someone.Application(EveryApplicationPermission.Where(
            p => p.Contains(".Read", StringComparison.Ordinal) && !p.Contains("ReadWrite", StringComparison.Ordinal) && p != "User.ReadUpdate.All"))),
        ("application, User.ReadWrite.All", Someone.Application(["User.ReadWrite.All"])),
        ("application, no permission", Someone.Application([])),
    ];

    private static readonly (string Heading, DirectoryRoles Roles, bool IsSelf)[] Targets =
    [
        ("self", DirectoryRoles.None, true),
        ("none", DirectoryRoles.None, false),
        ("DiR", DirectoryRoles.DirectoryReaders, false),
        ("GuI", DirectoryRoles.GuestInviter, false),
        ("PwA", DirectoryRoles.PasswordAdministrator, false),
        ("RpR", DirectoryRoles.ReportsReader, false),
        ("HdA", DirectoryRoles.HelpdeskAdministrator, false),
        ("AuA", DirectoryRoles.AuthenticationAdministrator, false),
        ("GrA", DirectoryRoles.GroupsAdministrator, false),
        ("UsA", DirectoryRoles.UserAdministrator, false),
        ("ScR", DirectoryRoles.SecurityReader, false),
        ("APA", DirectoryRoles.AuthenticationPolicyAdministrator, false),
        ("GlR", DirectoryRoles.GlobalReader, false),
        ("PRA", DirectoryRoles.PrivilegedRoleAdministrator, false),
        ("PAA", DirectoryRoles.PrivilegedAuthenticationAdministrator, false),
        ("GlA", DirectoryRoles.GlobalAdministrator, false),
        ("Hd+Au", DirectoryRoles.HelpdeskAdministrator | DirectoryRoles.AuthenticationAdministrator, false),
        ("Pw+DiR", DirectoryRoles.PasswordAdministrator | DirectoryRoles.DirectoryReaders, false),
        ("group", DirectoryRoles.InRoleAssignableGroup, false),
        ("other", DirectoryRoles.Other, false),
    ];

    [Fact]
    public void EveryPermissionCallerAndTarget_IsAsRecorded() => Recorded.Compare("Access/WhoMayDoWhat.txt", Table());

    private static string Table()
    {
        var text = new StringBuilder("""
            Who may do what. Rows are callers, with every delegated permission unless they say otherwise; columns are what the target holds:
              self    the caller's own account       none    no role (a member or a guest)
              DiR Directory Readers  GuI Guest Inviter  PwA Password Administrator  RpR Reports Reader  HdA Helpdesk Administrator
              AuA Authentication Administrator  GrA Groups Administrator  UsA User Administrator  ScR Security Reader
              APA Authentication Policy Administrator  GlR Global Reader  PRA Privileged Role Administrator
              PAA Privileged Authentication Administrator  GlA Global Administrator  Hd+Au, Pw+DiR both of two
              group   no role, in a role-assignable group            other   a role that no rule names, or a custom one
            Cells: yes, or why not: perm (the token's permissions), role (the caller's), above (the target), app (needs a user), own (own account).

            """.ReplaceLineEndings("\n"));
        foreach (var permission in Someone.Matrix.Permissions)
        {
            text.Append('\n').Append(permission.ToString().PadRight(50)).AppendJoin("", Targets.Select(t => t.Heading.PadRight(7))).Trim().Append('\n');
            foreach (var (name, caller) in Callers)
            {
                text.Append("  ").Append(name.PadRight(48))
                    .AppendJoin("", Targets.Select(t => Cell(caller.Asks(permission, t.IsSelf ? caller.Roles : t.Roles, t.IsSelf)).PadRight(7)))
                    .Trim().Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Cell(Refusal? refusal) => refusal is null ? "yes" : refusal.Kind switch
    {
        RefusalKind.PermissionMissing => "perm",
        RefusalKind.RoleMissing => "role",
        RefusalKind.TargetAboveCaller => "above",
        RefusalKind.AppOnly => "app",
        RefusalKind.OwnAccount => "own",
        _ => throw new InvalidOperationException($"{refusal.Kind} depends on more than permission, caller and target."),
    };

    private static Caller Holder(DirectoryRoles roles) => Someone.User(roles, GraphPermissions.Delegated);
}

internal static class StringBuilderExtensions
{
    /// <summary>Removes trailing spaces.</summary>
    public static StringBuilder Trim(this StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ') text.Length--;
        return text;
    }
}
