using AuthMethods.Policy;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Users;

/// <summary>The compiled query behind every call. A singleton and not static: a query belongs to the engine it was compiled on.</summary>
public sealed class UserQueries
{
    // The name is looked up by itself: with an "or" over two indexes SQLite reads the whole tenant.
    private readonly Func<AuthDb, Guid, Guid, string, IAsyncEnumerable<Account>> _accounts = EF.CompileAsyncQuery((AuthDb db, Guid caller, Guid id, string name) => db.Users
        .IgnoreQueryFilters(new[] { AuthDb.DeletedFilter })
        .Where(u => u.Id == caller || u.Id == id || u.Id == db.Users.Where(n => n.UserPrincipalNameKey == name).Select(n => (Guid?)n.Id).FirstOrDefault())
        .Select(u => new Account(
            u.Id, u.UserPrincipalName, u.UserPrincipalNameKey, u.Roles, u.UserType, u.AccountEnabled, u.DeletedDateTime != null, u.OnPremisesSyncEnabled == true,
            u.SignInSessionsValidFromDateTime, db.Tenants.First().PolicyStamp)));

    /// <summary>What the directory says now of the caller and of the user whom the route names, in one round trip.</summary>
    /// <param name="db">In the caller's tenant.</param>
    /// <param name="caller">Empty for an application.</param>
    /// <param name="key">An object id or user principal name; null when the route names nobody.</param>
    internal async Task<(Account? Caller, Account? Named)> AccountsAsync(AuthDb db, Guid caller, string? key)
    {
        var isId = Guid.TryParse(key, out var id);
        var name = isId || key is null ? "" : UserKey.Of(key);
        (Account? Caller, Account? Named) found = default;
        await foreach (var account in _accounts(db, caller, id, name))
        {
            if (account.Id == caller) found.Caller = account;
            if (!account.IsDeleted && (isId ? account.Id == id : account.UserPrincipalNameKey == name)) found.Named = account;
        }

        return found;
    }
}
