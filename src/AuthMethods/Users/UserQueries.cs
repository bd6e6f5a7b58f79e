using AuthMethods.Policy;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Users;

/// <summary>The compiled queries behind every call. A singleton and not static: a query belongs to the engine it was compiled on.</summary>
public sealed class UserQueries
{
    internal Func<AuthDb, Guid, Task<CallerAccount?>> Caller { get; } = EF.CompileAsyncQuery((AuthDb db, Guid id) => db.Users
        .IgnoreQueryFilters(new[] { AuthDb.DeletedFilter })
        .Where(u => u.Id == id)
        .Select(u => new CallerAccount(
            u.Roles, u.UserPrincipalName, u.UserType, u.AccountEnabled, u.DeletedDateTime != null, u.SignInSessionsValidFromDateTime, u.SessionsEnded, u.DisplayName))
        .FirstOrDefault());

    internal Func<AuthDb, Guid, Task<TargetAccount?>> ById { get; } = EF.CompileAsyncQuery((AuthDb db, Guid id) => db.Users
        .Where(u => u.Id == id)
        .Select(u => new TargetAccount(u.Id, u.UserPrincipalName, u.Roles, u.OnPremisesSyncEnabled == true, db.Tenants.First().PolicyStamp))
        .FirstOrDefault());

    internal Func<AuthDb, string, Task<TargetAccount?>> ByName { get; } = EF.CompileAsyncQuery((AuthDb db, string key) => db.Users
        .Where(u => u.UserPrincipalNameKey == key)
        .Select(u => new TargetAccount(u.Id, u.UserPrincipalName, u.Roles, u.OnPremisesSyncEnabled == true, db.Tenants.First().PolicyStamp))
        .FirstOrDefault());

    /// <summary>A user in the recycle bin, if deleted after an instant.</summary>
    internal Func<AuthDb, Guid, DateTimeOffset, Task<TargetAccount?>> Deleted { get; } = EF.CompileAsyncQuery((AuthDb db, Guid id, DateTimeOffset after) => db.Users
        .IgnoreQueryFilters(new[] { AuthDb.DeletedFilter })
        .Where(u => u.Id == id && u.DeletedDateTime > after)
        .Select(u => new TargetAccount(u.Id, u.UserPrincipalName, u.Roles, u.OnPremisesSyncEnabled == true, db.Tenants.First().PolicyStamp))
        .FirstOrDefault());
}

/// <summary>What a call needs to know of the user it names.</summary>
public sealed record TargetAccount(Guid Id, string UserPrincipalName, DirectoryRoles Roles, bool IsSynced, Guid PolicyStamp);
