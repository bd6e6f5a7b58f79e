using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.OpenApi;

/// <summary>The "Permissions" section of an operation, written from its row of <see cref="RoleMatrix"/>.</summary>
internal sealed class PermissionText(RoleMatrix matrix)
{
    public string Of(string permission)
    {
        var row = matrix.Of(permission);
        return $"""
            **Permissions**: one of those named, from the least to the most privileged.

            | Token | Permissions |
            | --- | --- |
            | Delegated, own account | {Own(row)} |
            | Delegated, other users | {Names(row.Others)} |
            | Application | {Names(row.Application)} |

            **Roles** for other users, with a delegated token: {Roles(row)}
            """;
    }

    private static string Own(PermissionRow row)
    {
        if (row.IsRefusedOnOwnAccount) return "Not allowed";
        if (row.TreatsOwnAccountLikeOthers) return "As for other users";
        var asForOthers = row.Others.Names.Except(row.OwnAccount.Names).ToArray();
        return asForOthers.Length == 0 ? Names(row.OwnAccount) : $"{Names(row.OwnAccount)}; as for other users: {Names(new(asForOthers))}";
    }

    private static string Names(Scopes scopes) => scopes.Names.Count == 0 ? "Not supported" : string.Join(", ", scopes.Names.Select(n => $"`{n}`"));

    private static string Roles(PermissionRow row)
    {
        if (row.Roles == DirectoryRoles.None) return row.Others.Names.Count == 0 ? "not supported." : "none needed.";
        var reach = row.OnAdministrators == Reach.Everyone ? "on administrators too" : "on administrators only as far as the role reaches";
        return $"{string.Join(", ", DirectoryRole.NamesOf(row.Roles))}; {reach}.";
    }
}
