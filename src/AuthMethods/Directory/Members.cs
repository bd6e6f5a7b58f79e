using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;
using static AuthMethods.Wire.Query.Operators;

namespace AuthMethods.Directory;

/// <summary>A member or owner of a group, or a holder of a role: a user, group or application, with the fields that such lists are filtered by.</summary>
internal sealed class Member
{
    public Guid Id { get; init; }
    public string? DisplayName { get; init; }
    public string MailKey { get; init; } = "";
    public string UserPrincipalNameKey { get; init; } = "";

    internal static readonly Fields<Member> Fields = new Fields<Member>("DirectoryObject", typeof(DirectoryObject), m => m.Id)
        // operators: always, and only in an advanced query
        .Code("displayName", m => m.DisplayName, None, Eq | Ne | Ge | Le | In | StartsWith | Null, sort: Allowed.Advanced, search: Searched.ByWords)
        .Id("id", m => m.Id, Eq | In, Ne)
        .Text("mail", m => m.MailKey, None, Eq | Ne | Ge | Le | In | StartsWith | EndsWith, search: Searched.ByPrefix)
        .Text("userPrincipalName", m => m.UserPrincipalNameKey, None, Eq | Ne | Ge | Le | In | StartsWith | EndsWith,
            sort: Allowed.Advanced, search: Searched.ByPrefix);

    /// <summary>The members with these ids that exist. Users in the recycle bin keep their memberships for a restore but are not shown.</summary>
    internal static IQueryable<Member> Of(AuthDb db, IQueryable<Guid> ids) =>
        from id in ids
        join u in db.Users on id equals u.Id into users
        from user in users.DefaultIfEmpty()
        join g in db.Groups on id equals g.Id into groups
        from @group in groups.DefaultIfEmpty()
        join a in db.ServicePrincipals on id equals a.Id into applications
        from application in applications.DefaultIfEmpty()
        where user != null || @group != null || application != null
        select new Member
        {
            Id = id,
            DisplayName = user.DisplayNameKey ?? @group.DisplayNameKey ?? application.DisplayName,
            MailKey = user.MailKey ?? "",
            UserPrincipalNameKey = user.UserPrincipalNameKey ?? "",
        };
}
