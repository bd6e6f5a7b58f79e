using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace AuthMethods.Features.AdministrativeUnits;

/// <summary>The properties that a request sets on a unit. Read-only ones are ignored, so that clients can send back a unit as they read it.</summary>
internal sealed class AdministrativeUnitPatch
{
    private const string Resource = "AdministrativeUnit";

    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "displayName", "description", "visibility", "id", "deletedDateTime",
        "isMemberManagementRestricted", "membershipRule", "membershipRuleProcessingState", "membershipType",
    };

    private static readonly string[] Visibilities = [AdministrativeUnitRow.HiddenMembership, "Public"];

    private static readonly (string Name, string Column)[] Columns =
    [
        ("description", nameof(AdministrativeUnitRow.Description)), ("displayName", nameof(AdministrativeUnitRow.DisplayName)),
        ("visibility", nameof(AdministrativeUnitRow.Visibility)),
    ];

    private readonly GraphBody.Sent _sent;

    private AdministrativeUnitPatch(GraphBody.Sent sent) => _sent = sent;

    /// <summary>Reads a body. Dynamic membership and restricted management are refused rather than lost.</summary>
    public static AdministrativeUnitPatch Read(GraphBody body)
    {
        if (body.IsEmpty) throw GraphErrors.EmptyPayload();
        body.RefuseOtherType("administrativeUnit");
        body.RefuseOthers(Known);
        var sent = body.Parameters();
        if (sent.Text("membershipType") is { } type && !type.Equals("Assigned", StringComparison.OrdinalIgnoreCase))
        {
            throw GraphErrors.InvalidValue("membershipType", Resource);
        }

        foreach (var rule in new[] { "membershipRule", "membershipRuleProcessingState" })
        {
            if (!string.IsNullOrEmpty(sent.Text(rule))) throw GraphErrors.InvalidValue(rule, Resource);
        }

        return sent.Flag("isMemberManagementRestricted") == true ? throw GraphErrors.InvalidValue("isMemberManagementRestricted", Resource) : new(sent);
    }

    /// <summary>Creates the row of a new unit.</summary>
    public AdministrativeUnitRow ToRow()
    {
        if (!_sent.HasValue("displayName")) throw GraphErrors.ValueRequired("displayName", Resource);
        var row = new AdministrativeUnitRow { DisplayName = "" };
        ApplyTo(row);
        return row;
    }

    /// <summary>Sets the values on a row.</summary>
    public void ApplyTo(AdministrativeUnitRow row)
    {
        if (_sent.Has("displayName")) row.DisplayName = Text("displayName", 256) ?? throw GraphErrors.InvalidValue("displayName", Resource);
        if (_sent.Has("description")) row.Description = Text("description", 1024);
        if (_sent.Has("visibility")) row.Visibility = Visibility(Text("visibility", 32));
    }

    /// <summary>The properties whose value has changed.</summary>
    public static IEnumerable<string> ChangedIn(EntityEntry<AdministrativeUnitRow> row) =>
        Columns.Where(c => row.Property(c.Column).IsModified).Select(c => c.Name);

    // An empty string clears a property, as null does.
    private string? Text(string name, int maxLength)
    {
        var text = _sent.Text(name);
        if (text?.Length > maxLength) throw GraphErrors.InvalidValue(name, Resource);
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static string? Visibility(string? value) =>
        value is null ? null
        : Visibilities.FirstOrDefault(v => v.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? throw GraphErrors.InvalidValue("visibility", Resource);
}
