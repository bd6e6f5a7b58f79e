using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using static AuthMethods.Wire.Query.Allowed;
using static AuthMethods.Wire.Query.Operators;
using static AuthMethods.Wire.Query.Searched;

namespace AuthMethods.Features.Applications;

/// <summary>The fields by which applications can be filtered, sorted and searched.</summary>
internal static class ApplicationFields
{
    public static readonly Fields<ApplicationRow> All = new Fields<ApplicationRow>("Application", typeof(Application), a => a.Id)
        // always, and in an advanced query
        .Id("appId", a => a.AppId, Eq | In, Ne)
        .Instant("createdDateTime", a => a.CreatedDateTime, Eq | Ge | Le, Ne | In, sort: Advanced)
        .Text("displayName", a => a.DisplayNameKey, Eq | Ge | Le | In | StartsWith, Ne | Null, sort: ByDefault, search: ByWords, isIndexed: true)
        .Id("id", a => a.Id, Eq | In, Ne)
        .Texts("identifierUris", a => a.IdentifierUriKeys, Eq, Ne | Count)
        .Texts("tags", a => a.TagKeys, Eq, Ne | Count);
}
