using System.Text.Json;

namespace AuthMethods.Storage;

/// <summary>A property that an audit record lists as changed, under the name that Microsoft Entra uses.</summary>
internal sealed record AuditedChange(string Name, string? Old, string? New)
{
    private const string UnitId = "AdministrativeUnit.ObjectID";

    /// <summary>The group that a member or owner is added to.</summary>
    public static IReadOnlyList<AuditedChange> ToGroup(Guid id, string name) => Added(("Group.ObjectID", $"{id}"), ("Group.DisplayName", name));

    /// <summary>The group that a member or owner is removed from.</summary>
    public static IReadOnlyList<AuditedChange> FromGroup(Guid id, string name) => Removed(("Group.ObjectID", $"{id}"), ("Group.DisplayName", name));

    /// <summary>The role that is assigned, and the administrative unit if it is assigned in one.</summary>
    public static IReadOnlyList<AuditedChange> ToRole(Guid template, string name, Guid? unit = null) => Added(RoleIn(template, name, unit));

    /// <summary>The role whose assignment is removed, and the administrative unit if it was assigned in one.</summary>
    public static IReadOnlyList<AuditedChange> FromRole(Guid template, string name, Guid? unit = null) => Removed(RoleIn(template, name, unit));

    /// <summary>The administrative unit that a member is added to.</summary>
    public static IReadOnlyList<AuditedChange> ToUnit(Guid id, string name) => Added((UnitId, $"{id}"), ("AdministrativeUnit.DisplayName", name));

    /// <summary>The administrative unit that a member is removed from.</summary>
    public static IReadOnlyList<AuditedChange> FromUnit(Guid id, string name) => Removed((UnitId, $"{id}"), ("AdministrativeUnit.DisplayName", name));

    /// <summary>The changed properties by their Graph names. Their values are not logged.</summary>
    public static IReadOnlyList<AuditedChange> Of(IEnumerable<string> properties) =>
        [new("Included Updated Properties", null, string.Join(", ", properties.Order(StringComparer.Ordinal)))];

    private static (string Name, string Value)[] RoleIn(Guid template, string name, Guid? unit) =>
        [("Role.TemplateId", $"{template}"), ("Role.DisplayName", name), .. unit is { } id ? new[] { (UnitId, $"{id}") } : []];

    private static AuditedChange[] Added(params (string Name, string Value)[] values) => [.. values.Select(v => new AuditedChange(v.Name, null, v.Value))];

    private static AuditedChange[] Removed(params (string Name, string Value)[] values) => [.. values.Select(v => new AuditedChange(v.Name, v.Value, null))];

    internal static string? Write(IReadOnlyList<AuditedChange>? changes) => changes is null ? null : JsonSerializer.Serialize(changes);

    internal static IReadOnlyList<AuditedChange> Read(string? written) =>
        written is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<AuditedChange>>(written)!;
}
