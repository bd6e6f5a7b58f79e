using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.PhoneMethods;

public enum PhoneOutcome
{
    Done,
    NotFound,
    Exists,
    TypeDiffers,
    MobileRequired,
    AlternateFirst,
    /// <summary>The phone was stored all the same; only its registration for SMS sign-in failed.</summary>
    NumberNotUnique,
    NotMobile,
    NotAllowedByPolicy,
}

public sealed class PhoneMethodStore(AuthDb db, PhoneMethodQueries queries, UserPolicies policies, Changes changes)
{
    public async Task<IReadOnlyList<PhoneMethod>> ListAsync(TargetUser user)
    {
        var view = await policies.ViewAsync(db, user);
        var phones = new List<PhoneMethod>(3);
        await foreach (var row in queries.OfUser(db, user.Id)) phones.Add(PhoneMethod.From(row, view));
        return phones;
    }

    public async Task<PhoneMethod?> FindAsync(TargetUser user, string id) =>
        await queries.One(db, user.Id, id.ToLowerInvariant()) is { } row ? PhoneMethod.From(row, await policies.ViewAsync(db, user)) : null;

    /// <summary>The phone as it was sent: whoever writes a number knows it.</summary>
    public async Task<(PhoneOutcome, PhoneMethod?)> AddAsync(TargetUser user, PhoneType type, PhoneNumber number)
    {
        var view = await policies.ViewAsync(db, user);
        return await changes.ApplyAsync<(PhoneOutcome, PhoneMethod?)>(async change =>
        {
            await user.LockAsync(change);
            if (type == PhoneType.AlternateMobile && await FindAsync(change, user, PhoneType.Mobile) is null) return (PhoneOutcome.MobileRequired, null);
            var row = new PhoneMethodRow
            {
                TenantId = change.TenantId, UserId = user.Id, Id = PhoneMethodRow.IdOf(type),
                CreatedDateTime = change.Now, PhoneType = type, PhoneNumber = number.ToString(),
            };
            change.Add(row);
            change.Record(user, MethodChange.Registered, "phone");
            if (!await change.TrySaveAsync()) return (PhoneOutcome.Exists, null);
            return (await RegisterAsync(change, row, number, view), PhoneMethod.From(row, view with { IsMasked = false }));
        });
    }

    public async Task<(PhoneOutcome, PhoneMethod?)> UpdateAsync(TargetUser user, string id, PhoneType? type, PhoneNumber number)
    {
        var view = await policies.ViewAsync(db, user);
        return await changes.ApplyAsync<(PhoneOutcome, PhoneMethod?)>(async change =>
        {
            if (await FindAsync(change, user, id) is not { } row) return (PhoneOutcome.NotFound, null);
            if (type is not null && type != row.PhoneType) return (PhoneOutcome.TypeDiffers, null);
            var isStillOff = row.IsSmsSignInDisabled && PhoneNumber.Parse(row.PhoneNumber)!.SignInNumber == number.SignInNumber;
            var freed = row.SignInNumber == number.SignInNumber ? null : row.SignInNumber;
            row.PhoneNumber = number.ToString();
            row.SignInNumber = freed is null ? row.SignInNumber : null;
            row.WantedNumber = null;
            change.Record(user, MethodChange.Updated, "phone");
            await change.SaveAsync();
            await ReleaseAsync(change, freed);
            return (isStillOff ? PhoneOutcome.Done : await RegisterAsync(change, row, number, view), PhoneMethod.From(row, view with { IsMasked = false }));
        });
    }

    /// <summary>Sees to it that a user has a phone with a number: adds it, changes it, or finds that it is so.</summary>
    public async Task<(PhoneOutcome, Registration)> SetAsync(TargetUser user, PhoneType type, PhoneNumber number)
    {
        var id = PhoneMethodRow.IdOf(type);
        if (await queries.One(db, user.Id, id) is not { } row) return ((await AddAsync(user, type, number)).Item1, Registration.Registered);
        return row.PhoneNumber == number.ToString()
            ? (PhoneOutcome.Done, Registration.Unchanged)
            : ((await UpdateAsync(user, id, type, number)).Item1, Registration.Updated);
    }

    public async Task<(PhoneOutcome, PhoneMethod?)> DeleteAsync(TargetUser user, string id)
    {
        var view = await policies.ViewAsync(db, user);
        return await changes.ApplyAsync<(PhoneOutcome, PhoneMethod?)>(async change =>
        {
            await user.LockAsync(change);
            if (await FindAsync(change, user, id) is not { } row) return (PhoneOutcome.NotFound, null);
            if (row.PhoneType == PhoneType.Mobile && await FindAsync(change, user, PhoneType.AlternateMobile) is not null)
            {
                return (PhoneOutcome.AlternateFirst, null);
            }

            await DefaultMethod.RefuseDeleteAsync(change, row, view);
            change.Record(user, MethodChange.Deleted, "phone");
            await RemoveAsync(change, row);
            return (PhoneOutcome.Done, null);
        });
    }

    public async Task<(PhoneOutcome, PhoneMethod?)> EnableSmsSignInAsync(TargetUser user, string id)
    {
        var view = await policies.ViewAsync(db, user);
        return await changes.ApplyAsync<(PhoneOutcome, PhoneMethod?)>(async change =>
        {
            if (await FindAsync(change, user, id) is not { } row) return (PhoneOutcome.NotFound, null);
            if (row.PhoneType != PhoneType.Mobile) return (PhoneOutcome.NotMobile, null);
            if (!SmsConfiguration.IsForSignIn(view.Policy)) return (PhoneOutcome.NotAllowedByPolicy, null);
            if (row.SignInNumber is not null) return (PhoneOutcome.Done, null);
            change.Record(user, MethodChange.Updated, "phone", "enabled SMS sign-in of");
            await change.SaveAsync();
            return (await RegisterAsync(change, row, PhoneNumber.Parse(row.PhoneNumber)!, view), null);
        });
    }

    public Task<(PhoneOutcome, PhoneMethod?)> DisableSmsSignInAsync(
        TargetUser user, string id) => changes.ApplyAsync<(PhoneOutcome, PhoneMethod?)>(async change =>
    {
        if (await FindAsync(change, user, id) is not { } row) return (PhoneOutcome.NotFound, null);
        if (row.PhoneType != PhoneType.Mobile) return (PhoneOutcome.NotMobile, null);
        if (row.IsSmsSignInDisabled) return (PhoneOutcome.Done, null);
        var freed = row.SignInNumber;
        (row.SignInNumber, row.WantedNumber, row.IsSmsSignInDisabled) = (null, null, true);
        change.Record(user, MethodChange.Updated, "phone", "disabled SMS sign-in of");
        await change.SaveAsync();
        await ReleaseAsync(change, freed);
        return (PhoneOutcome.Done, null);
    });

    /// <summary>
    /// Tries to make a stored mobile number one to sign in with, if policy lets the user. The unique index decides; who loses keeps
    /// the phone and waits for the number.
    /// </summary>
    private static async Task<PhoneOutcome> RegisterAsync(Change change, PhoneMethodRow row, PhoneNumber number, MethodView view)
    {
        if (row.PhoneType != PhoneType.Mobile || !SmsConfiguration.IsForSignIn(view.Policy) || row.SignInNumber is not null) return PhoneOutcome.Done;
        (row.SignInNumber, row.WantedNumber, row.IsSmsSignInDisabled) = (number.SignInNumber, null, false);
        if (await change.TrySaveAsync()) return PhoneOutcome.Done;
        await change.Set<PhoneMethodRow>().Where(p => p.UserId == row.UserId && p.Id == row.Id).ExecuteUpdateAsync(p => p
            .SetProperty(x => x.WantedNumber, number.SignInNumber)
            .SetProperty(x => x.IsSmsSignInDisabled, false));
        return PhoneOutcome.NumberNotUnique;
    }

    /// <summary>Removes a phone as such, whatever the rules of deleting one; its number becomes free.</summary>
    internal static async Task RemoveAsync(Change change, PhoneMethodRow row)
    {
        change.Remove(row);
        await change.SaveAsync();
        await ReleaseAsync(change, row.SignInNumber);
    }

    /// <summary>Those who waited for a number that has become free are no longer in conflict.</summary>
    private static async Task ReleaseAsync(Change change, string? number)
    {
        if (number is null) return;
        await change.Set<PhoneMethodRow>().Where(p => p.WantedNumber == number).ExecuteUpdateAsync(p => p.SetProperty(x => x.WantedNumber, (string?)null));
    }

    /// <summary>The same for every number that a user signs in with.</summary>
    internal static Task ReleaseAsync(Change change, Guid user)
    {
        var numbers = change.Set<PhoneMethodRow>().Where(p => p.UserId == user && p.SignInNumber != null).Select(p => p.SignInNumber);
        return change.Set<PhoneMethodRow>().Where(p => p.WantedNumber != null && numbers.Contains(p.WantedNumber))
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.WantedNumber, (string?)null));
    }

    private Task<PhoneMethodRow?> FindAsync(Change change, TargetUser user, PhoneType type) => FindAsync(change, user, PhoneMethodRow.IdOf(type));

    private Task<PhoneMethodRow?> FindAsync(Change change, TargetUser user, string id) => queries.ToChange(change.Rows, user.Id, id.ToLowerInvariant());
}

/// <summary>The hot reads, compiled.</summary>
public sealed class PhoneMethodQueries
{
    internal Func<AuthDb, Guid, IAsyncEnumerable<PhoneMethodRow>> OfUser { get; } = EF.CompileAsyncQuery((AuthDb db, Guid user) =>
        db.Set<PhoneMethodRow>().AsNoTracking().Where(p => p.UserId == user));

    /// <summary>Tracked.</summary>
    internal Func<AuthDb, Guid, string, Task<PhoneMethodRow?>> ToChange { get; } = EF.CompileAsyncQuery((AuthDb db, Guid user, string id) =>
        db.Set<PhoneMethodRow>().FirstOrDefault(p => p.UserId == user && p.Id == id));

    internal Func<AuthDb, Guid, string, Task<PhoneMethodRow?>> One { get; } = EF.CompileAsyncQuery((AuthDb db, Guid user, string id) =>
        db.Set<PhoneMethodRow>().AsNoTracking().FirstOrDefault(p => p.UserId == user && p.Id == id));
}
