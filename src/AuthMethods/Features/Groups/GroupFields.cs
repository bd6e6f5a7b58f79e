using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using static AuthMethods.Wire.Query.Allowed;
using static AuthMethods.Wire.Query.Operators;
using static AuthMethods.Wire.Query.Searched;

namespace AuthMethods.Features.Groups;

/// <summary>The fields by which groups can be filtered, sorted and searched.</summary>
internal static class GroupFields
{
    public static readonly Fields<GroupRow> All = new Fields<GroupRow>("Group", typeof(Group), g => g.Id)
        // always, and in an advanced query
        .Instant("createdDateTime", g => g.CreatedDateTime, Eq | Ge | Le, Ne | In, sort: Advanced, showsSeconds: true)
        .Code("description", g => g.Description, Eq | Ge | Le | StartsWith, Ne | Null, search: ByWords)
        .Text("displayName", g => g.DisplayNameKey, Eq | Ge | Le | In | StartsWith, Ne | Null, sort: ByDefault, search: ByWords, isIndexed: true)
        .Texts("groupTypes", g => g.GroupTypeKeys, Eq, Ne | Count)
        .Id("id", g => g.Id, Eq | In, Ne)
        .Boolean("isAssignableToRole", g => g.IsAssignableToRole, Eq, Ne)
        .Boolean("mailEnabled", g => g.IsUnified, Eq, Ne)
        .Code("mailNickname", g => g.MailNickname, Eq | Ge | Le | In | StartsWith, Ne | Null, search: ByPrefix)
        .Boolean("securityEnabled", g => !g.IsUnified || g.IsUnifiedForSecurity, Eq | In, Ne)
        .Code("visibility", g => g.Visibility, Eq, Ne | Null);
}
