using System.Buffers.Text;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Directory;

/// <summary>Graph's <c>appRoleAssignment</c>.</summary>
[GraphType("appRoleAssignment", Set = "appRoleAssignments")]
[Example("""{"id":"EREAAKqqIiK7uzMzzMxERAAAAAAAAABAgAAAAAAAAAE","deletedDateTime":null,"appRoleId":"df021288-bdef-4463-88db-98f22de89214","createdDateTime":"2026-01-15T09:30:00Z","principalDisplayName":"Provisioning","principalId":"00001111-aaaa-2222-bbbb-3333cccc4444","principalType":"ServicePrincipal","resourceDisplayName":"Microsoft Graph","resourceId":"911b09e7-d86b-8c42-81a0-be0e3a666082"}""")]
public sealed class AppRoleAssignment : DirectoryObject
{
    [Computed] public override required string Id { get; init; }
    [Computed] public override DateTimeOffset? DeletedDateTime { get; init; }
    public Guid AppRoleId { get; init; }
    [Computed] public DateTimeOffset? CreatedDateTime { get; init; }
    [Computed] public string? PrincipalDisplayName { get; init; }
    public Guid? PrincipalId { get; init; }
    [Computed] public string? PrincipalType { get; init; }
    [Computed] public string? ResourceDisplayName { get; init; }
    public Guid? ResourceId { get; init; }

    internal static AppRoleAssignment From(AppRoleAssignmentRow row, DirectoryObject? principal, DirectoryObject? resource) => new()
    {
        Id = new AssignmentKey(row.PrincipalId, row.Id).ToString(),
        AppRoleId = row.AppRoleId,
        CreatedDateTime = row.CreatedDateTime,
        PrincipalDisplayName = NameOf(principal),
        PrincipalId = row.PrincipalId,
        PrincipalType = principal switch { User => "User", Group => "Group", _ => "ServicePrincipal" },
        ResourceDisplayName = NameOf(resource),
        ResourceId = row.ResourceId,
    };

    private static string? NameOf(DirectoryObject? item) => item switch
    {
        User user => user.DisplayName,
        Group group => group.DisplayName,
        ServicePrincipal application => application.DisplayName,
        _ => null,
    };
}

/// <summary>The content of an id, as in Graph: the principal or client, and the row.</summary>
internal readonly record struct AssignmentKey(Guid Holder, Guid Row)
{
    private const int GuidLength = 16;

    public static AssignmentKey? Parse(string id)
    {
        if (id.Length != 43 || !Base64Url.IsValid(id)) return null;
        var bytes = Base64Url.DecodeFromChars(id);
        return bytes.Length == 2 * GuidLength ? new(new(bytes.AsSpan(0, GuidLength)), new(bytes.AsSpan(GuidLength))) : null;
    }

    public override string ToString() => Base64Url.EncodeToString([.. Holder.ToByteArray(), .. Row.ToByteArray()]);
}
