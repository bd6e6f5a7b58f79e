using System.Text.Json;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.RoleManagement;

/// <summary>The properties that a request sets on a custom role.</summary>
internal sealed class RoleDefinitionPatch
{
    private const string Resource = "RoleDefinition";

    private readonly GraphBody.Sent _sent;
    private readonly string? _permissions;

    private RoleDefinitionPatch(GraphBody body, GraphVersion version)
    {
        _sent = body.Of<RoleDefinition>(version);
        _permissions = ReadPermissions(body);
        TemplateId = _sent.Text("templateId") is { } text
            ? GuidKey.TryParse(text, out var id) ? id : throw GraphErrors.InvalidValue("templateId", Resource)
            : null;
    }

    public Guid? TemplateId { get; }

    /// <summary>Requires the properties that a new role must have.</summary>
    public static RoleDefinitionPatch ForNew(GraphBody body, GraphVersion version)
    {
        var patch = new RoleDefinitionPatch(body, version);
        foreach (var required in new[] { "displayName", "isEnabled", "rolePermissions" })
        {
            if (!patch._sent.HasValue(required)) throw GraphErrors.ValueRequired(required, Resource);
        }

        return patch;
    }

    public static RoleDefinitionPatch ForUpdate(GraphBody body, GraphVersion version) => new(body, version);

    public void ApplyTo(RoleDefinitionRow row)
    {
        if (_sent.Has("displayName")) row.DisplayName = Text("displayName", 256) ?? throw GraphErrors.InvalidValue("displayName", Resource);
        if (_sent.Has("description")) row.Description = Text("description", 1024);
        if (_sent.Has("version")) row.Version = Text("version", 64);
        row.IsEnabled = _sent.Flag("isEnabled") ?? row.IsEnabled;
        row.RolePermissions = _permissions ?? row.RolePermissions;
    }

    private string? Text(string name, int maxLength)
    {
        var text = _sent.Text(name);
        if (text?.Length > maxLength) throw GraphErrors.InvalidValue(name, Resource);
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static string? ReadPermissions(GraphBody body)
    {
        var sent = body.Properties().FirstOrDefault(p => p.Name.Equals("rolePermissions", StringComparison.OrdinalIgnoreCase)).Value;
        if (sent.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
        if (sent.ValueKind != JsonValueKind.Array) throw Literal.Directory.Refusal(sent, "Collection(microsoft.graph.unifiedRolePermission)");
        RolePermission[] permissions = [.. sent.EnumerateArray().Select(ReadPermission)];
        return JsonSerializer.Serialize(permissions, GraphJson.TypeOf<RolePermission[]>());
    }

    private static RolePermission ReadPermission(JsonElement sent)
    {
        if (sent.ValueKind != JsonValueKind.Object) throw Literal.Directory.Refusal(sent, "microsoft.graph.unifiedRolePermission");
        var body = new GraphBody(sent);
        var allowed = body.Member("allowedResourceActions") ?? throw GraphErrors.InvalidValue("rolePermissions", Resource);
        return new(Literal.Directory.Texts(allowed), body.Member("condition") is { } condition ? Literal.Directory.Text(condition) : null)
        {
            ExcludedResourceActions = body.Member("excludedResourceActions") is { } excluded ? Literal.Directory.Texts(excluded) : null,
        };
    }
}
