using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using static AuthMethods.Wire.Query.Allowed;
using static AuthMethods.Wire.Query.Operators;
using static AuthMethods.Wire.Query.Searched;

namespace AuthMethods.Features.AdministrativeUnits;

/// <summary>The fields by which administrative units can be filtered, sorted and searched.</summary>
internal static class AdministrativeUnitFields
{
    public static readonly Fields<AdministrativeUnitRow> All = new Fields<AdministrativeUnitRow>("AdministrativeUnit", typeof(AdministrativeUnit), u => u.Id)
        // operators: always, and only in an advanced query
        .Code("description", u => u.Description, Eq | In | StartsWith, Ne, search: ByWords)
        .Text("displayName", u => u.DisplayNameKey, Eq | Ge | Le | In | StartsWith, Ne | Null, sort: Advanced, search: ByWords, isIndexed: true)
        .Id("id", u => u.Id, Eq | In, Ne);
}
