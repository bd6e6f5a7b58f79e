using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace AuthMethods.Features.Groups;

/// <summary>The properties that a request sets on a group. Read-only ones are ignored, so that clients can send back a group as they read it.</summary>
internal sealed class GroupPatch
{
    private const string Resource = "Group";
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "displayName", "description", "groupTypes", "isAssignableToRole", "mailEnabled", "mailNickname", "securityEnabled", "visibility",
        "id", "createdDateTime", "deletedDateTime", "mail", "onPremisesSyncEnabled", "proxyAddresses", "renewedDateTime", "securityIdentifier",
    };

    private static readonly HashSet<string> KnownOnBeta = new(Known, StringComparer.OrdinalIgnoreCase) { "disableNesting" };

    private static readonly string[] Visibilities = ["Private", "Public", "HiddenMembership"];

    private static readonly (string Name, string Column)[] Columns =
    [
        ("description", nameof(GroupRow.Description)), ("disableNesting", nameof(GroupRow.IsNestingDisabled)), ("displayName", nameof(GroupRow.DisplayName)),
        ("mailNickname", nameof(GroupRow.MailNickname)), ("securityEnabled", nameof(GroupRow.IsUnifiedForSecurity)),
        ("visibility", nameof(GroupRow.Visibility)),
    ];

    private readonly GraphBody.Sent _sent;

    private GroupPatch(GraphBody.Sent sent)
    {
        _sent = sent;
        Members = References("members@odata.bind");
        Owners = References("owners@odata.bind");
    }

    /// <summary>The ids in <c>members@odata.bind</c>.</summary>
    public IReadOnlyList<Guid> Members { get; }

    public IReadOnlyList<Guid> Owners { get; }

    public bool AsksForRoleAssignable => _sent.Flag("isAssignableToRole") == true;

    /// <summary>Whether a new group would be a security group.</summary>
    public bool IsForSecurity => _sent.Flag("securityEnabled") == true;

    public static GroupPatch Read(GraphBody body, GraphVersion version)
    {
        if (body.IsEmpty) throw GraphErrors.EmptyPayload();
        body.RefuseOtherType("group");
        body.RefuseOthers(version == GraphVersion.Beta ? KnownOnBeta : Known);
        return new(body.Parameters());
    }

    /// <summary>Creates the row of a new group.</summary>
    public GroupRow ToRow()
    {
        foreach (var required in new[] { "displayName", "mailEnabled", "mailNickname", "securityEnabled" })
        {
            if (!_sent.HasValue(required)) throw GraphErrors.ValueRequired(required, Resource);
        }

        var types = _sent.Texts("groupTypes") ?? [];
        if (types.Any(t => !t.Equals("Unified", StringComparison.OrdinalIgnoreCase))) throw GraphErrors.InvalidValue("groupTypes", Resource);
        var row = new GroupRow { DisplayName = "", IsUnified = types.Length > 0 };
        if (_sent.Flag("mailEnabled") != row.IsUnified) throw GraphErrors.MailEnabledNotSupported();
        row.IsUnifiedForSecurity = row.IsUnified && _sent.Flag("securityEnabled") == true;
        if (!row.IsUnified && _sent.Flag("securityEnabled") != true) throw GraphErrors.MailEnabledNotSupported();
        row.IsAssignableToRole = AsksForRoleAssignable;
        ApplyTo(row);
        if (row.IsAssignableToRole && !row.IsSecurityEnabled) throw GraphErrors.InvalidValue("securityEnabled", Resource);
        return row;
    }

    /// <summary>The properties whose value has changed.</summary>
    public static IEnumerable<string> ChangedIn(EntityEntry<GroupRow> row) => Columns.Where(c => row.Property(c.Column).IsModified).Select(c => c.Name);

    /// <summary>Sets the values on a row. Properties that are fixed at creation can only be sent unchanged.</summary>
    public void ApplyTo(GroupRow row)
    {
        if ((_sent.Flag("isAssignableToRole") ?? row.IsAssignableToRole) != row.IsAssignableToRole) throw GraphErrors.ReadOnly("isAssignableToRole");
        if ((_sent.Flag("mailEnabled") ?? row.IsUnified) != row.IsUnified) throw GraphErrors.ReadOnly("mailEnabled");
        if (_sent.Texts("groupTypes") is { } types && types.Length > 0 != row.IsUnified) throw GraphErrors.ReadOnly("groupTypes");
        if (_sent.Flag("securityEnabled") is { } security && security != row.IsSecurityEnabled)
        {
            if (!row.IsUnified) throw GraphErrors.MailEnabledNotSupported();
            if (row.IsAssignableToRole) throw GraphErrors.ReadOnly("securityEnabled");
            row.IsUnifiedForSecurity = security;
        }

        if (_sent.Flag("disableNesting") is { } isNestingDisabled && isNestingDisabled != row.IsNestingDisabled)
        {
            if (row.IsUnified || row.IsAssignableToRole) throw GraphErrors.ReadOnly("disableNesting");
            row.IsNestingDisabled = isNestingDisabled;
        }

        if (_sent.Has("displayName")) row.DisplayName = Text("displayName", 256) ?? throw GraphErrors.InvalidValue("displayName", Resource);
        if (_sent.Has("description")) row.Description = Text("description", 1024);
        if (_sent.Has("mailNickname")) row.MailNickname = Nickname(Text("mailNickname", 64));
        if (_sent.Has("visibility")) row.Visibility = Visibility(Text("visibility", 32), row);
    }

    // Like null, an empty string clears a property.
    private string? Text(string name, int maxLength)
    {
        var text = _sent.Text(name);
        if (text?.Length > maxLength) throw GraphErrors.InvalidValue(name, Resource);
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static string Nickname(string? value) =>
        value is not null && value.All(c => c is > ' ' and <= '~' && !"@()\\[]\";:<>,".Contains(c, StringComparison.Ordinal))
            ? value
            : throw GraphErrors.InvalidValue("mailNickname", Resource);

    private static string? Visibility(string? value, GroupRow row)
    {
        if (value is null || value.Equals(row.Visibility, StringComparison.OrdinalIgnoreCase)) return value is null ? null : row.Visibility;
        var known = Visibilities.FirstOrDefault(v => v.Equals(value, StringComparison.OrdinalIgnoreCase))
            ?? throw GraphErrors.InvalidValue("visibility", Resource);
        return row.IsAssignableToRole && known != "Private" ? throw GraphErrors.InvalidValue("visibility", Resource) : known;
    }

    private Guid[] References(string name) => [.. (_sent.Texts(name) ?? []).Select(DirectoryReference.Parse).Distinct()];
}
