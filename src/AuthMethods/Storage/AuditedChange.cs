using System.Text.Json;

namespace AuthMethods.Storage;

/// <summary>A property that an audit record lists as changed, under the name that Microsoft Entra uses.</summary>
internal sealed record AuditedChange(string Name, string? Old, string? New)
{
    /// <summary>The group that a member or owner is added to.</summary>
    public static IReadOnlyList<AuditedChange> ToGroup(Guid id, string name) => Added(("Group.ObjectID", $"{id}"), ("Group.DisplayName", name));

    /// <summary>The group that a member or owner is removed from.</summary>
    public static IReadOnlyList<AuditedChange> FromGroup(Guid id, string name) => Removed(("Group.ObjectID", $"{id}"), ("Group.DisplayName", name));

    /// <summary>The role that is assigned.</summary>
    public static IReadOnlyList<AuditedChange> ToRole(Guid template, string name) => Added(("Role.TemplateId", $"{template}"), ("Role.DisplayName", name));

    /// <summary>The role whose assignment is removed.</summary>
    public static IReadOnlyList<AuditedChange> FromRole(Guid template, string name) => Removed(("Role.TemplateId", $"{template}"), ("Role.DisplayName", name));

    /// <summary>The changed properties by their Graph names. Their values are not logged.</summary>
    public static IReadOnlyList<AuditedChange> Of(IEnumerable<string> properties) =>
        [new("Included Updated Properties", null, string.Join(", ", properties.Order(StringComparer.Ordinal)))];

    private static AuditedChange[] Added(params (string Name, string Value)[] values) => [.. values.Select(v => new AuditedChange(v.Name, null, v.Value))];

    private static AuditedChange[] Removed(params (string Name, string Value)[] values) => [.. values.Select(v => new AuditedChange(v.Name, v.Value, null))];

    internal static string? Write(IReadOnlyList<AuditedChange>? changes) => changes is null ? null : JsonSerializer.Serialize(changes);

    internal static IReadOnlyList<AuditedChange> Read(string? written) =>
        written is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<AuditedChange>>(written)!;
}
