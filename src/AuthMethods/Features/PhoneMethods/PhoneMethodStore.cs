using System.Linq.Expressions;
using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.PhoneMethods;

internal sealed class PhoneMethodStore(AuthDb db, PhoneMethodQueries queries, UserPolicies policies, Changes changes)
{
    public async Task<IReadOnlyList<PhoneMethod>> ListAsync(TargetUser user)
    {
        var view = await policies.ViewAsync(db, user);
        var phones = new List<PhoneMethod>(3);
        await foreach (var row in queries.OfUser(db, user.Id)) phones.Add(PhoneMethod.From(row, view));
        return phones;
    }

    public async Task<PhoneMethod?> FindAsync(TargetUser user, string id) =>
        await queries.One(db, user.Id, AuthenticationMethodRow.KeyOf(id)) is { } row ? PhoneMethod.From(row, await policies.ViewAsync(db, user)) : null;

    /// <summary>Returns the number unmasked, because the caller has just sent it.</summary>
    public Task<Outcome<PhoneMethod>> AddAsync(TargetUser user, PhoneType type, PhoneNumber number) => changes.TryAsync<PhoneMethod>(async change =>
    {
        if (!await change.LockAsync(user.Id)) return GraphErrors.MethodNotFound();
        if (type == PhoneType.AlternateMobile && await FindAsync(change, user, PhoneType.Mobile) is null) return PhoneErrors.MobileRequired();
        var row = new PhoneMethodRow
        {
            TenantId = change.TenantId, UserId = user.Id, Id = PhoneMethodRow.IdOf(type),
            CreatedDateTime = change.Now, PhoneType = type, PhoneNumber = number.ToString(),
        };
        change.Add(row);
        change.Record(user, MethodChange.Registered, "phone", registered: UsageOf(type));
        if (!await change.TrySaveAsync()) return PhoneErrors.PhoneExists();
        var view = await policies.ViewAsync(change, user);
        return (await RegisterAsync(change, row, number, view)).With(PhoneMethod.From(row, view with { IsMasked = false }));
    });

    public Task<Outcome<PhoneMethod>> UpdateAsync(
        TargetUser user, string id, PhoneType? type, PhoneNumber number) => changes.TryAsync<PhoneMethod>(async change =>
    {
        if (await FindAsync(change, user, id) is not var (row, stamp)) return GraphErrors.MethodNotFound();
        if (type is not null && type != row.PhoneType) return PhoneErrors.PhoneTypeChanged();
        var isStillOff = row.IsSmsSignInDisabled && PhoneNumber.Parse(row.PhoneNumber)!.SignInNumber == number.SignInNumber;
        var freed = row.SignInNumber == number.SignInNumber ? null : row.SignInNumber;
        row.PhoneNumber = number.ToString();
        row.SignInNumber = freed is null ? row.SignInNumber : null;
        row.WantedNumber = null;
        change.Record(user, MethodChange.Updated, "phone");
        await change.SaveAsync();
        await ReleaseAsync(change, freed);
        var view = await policies.ViewAsync(change, user, stamp);
        var registered = isStillOff ? Outcome.Done : await RegisterAsync(change, row, number, view);
        return registered.With(PhoneMethod.From(row, view with { IsMasked = false }));
    });

    /// <summary>Adds the phone, changes its number, or leaves it unchanged.</summary>
    public async Task<Outcome<Registration>> SetAsync(TargetUser user, PhoneType type, PhoneNumber number)
    {
        var id = PhoneMethodRow.IdOf(type);
        if (await queries.One(db, user.Id, id) is not { } row) return (await AddAsync(user, type, number)).With(Registration.Registered);
        return row.PhoneNumber == number.ToString()
            ? Registration.Unchanged
            : (await UpdateAsync(user, id, type, number)).With(Registration.Updated);
    }

    public Task<Outcome> DeleteAsync(TargetUser user, string id) => changes.TryAsync(async change =>
    {
        if (!await change.LockAsync(user.Id) || await FindAsync(change, user, id) is not var (row, stamp)) return GraphErrors.MethodNotFound();
        if (row.PhoneType == PhoneType.Mobile && await FindAsync(change, user, PhoneType.AlternateMobile) is not null) return PhoneErrors.AlternateExists();
        var view = await policies.ViewAsync(change, user, stamp);
        if (await DefaultMethod.RefuseDeleteAsync(change, row, view) is { } refusal) return refusal;
        change.Record(user, MethodChange.Deleted, "phone");
        await RemoveAsync(change, row);
        return Outcome.Done;
    });

    public Task<Outcome> EnableSmsSignInAsync(TargetUser user, string id) => changes.TryAsync(async change =>
    {
        if (await FindAsync(change, user, id) is not var (row, stamp)) return GraphErrors.MethodNotFound();
        if (row.PhoneType != PhoneType.Mobile) return PhoneErrors.SmsSignInNeedsMobile();
        var view = await policies.ViewAsync(change, user, stamp);
        if (!SmsConfiguration.AllowsSignIn(view.Policy)) return PhoneErrors.SmsSignInNotAllowed();
        if (row.SignInNumber is not null) return Outcome.Done;
        change.Record(user, MethodChange.Updated, "phone", "enabled SMS sign-in of");
        await change.SaveAsync();
        return await RegisterAsync(change, row, PhoneNumber.Parse(row.PhoneNumber)!, view);
    });

    public Task<Outcome> DisableSmsSignInAsync(TargetUser user, string id) => changes.TryAsync(async change =>
    {
        if (await FindAsync(change, user, id) is not var (row, _)) return GraphErrors.MethodNotFound();
        if (row.PhoneType != PhoneType.Mobile) return PhoneErrors.SmsSignInNeedsMobile();
        if (row.IsSmsSignInDisabled) return Outcome.Done;
        var freed = row.SignInNumber;
        (row.SignInNumber, row.WantedNumber, row.IsSmsSignInDisabled) = (null, null, true);
        change.Record(user, MethodChange.Updated, "phone", "disabled SMS sign-in of");
        await change.SaveAsync();
        await ReleaseAsync(change, freed);
        return Outcome.Done;
    });

    /// <summary>
    /// Registers a stored mobile number for SMS sign-in, if the policy allows it. The unique index decides between users; the other one
    /// keeps the phone and waits for the number.
    /// </summary>
    private static async Task<Outcome> RegisterAsync(Change change, PhoneMethodRow row, PhoneNumber number, MethodView view)
    {
        if (row.PhoneType != PhoneType.Mobile || !SmsConfiguration.AllowsSignIn(view.Policy) || row.SignInNumber is not null) return Outcome.Done;
        (row.SignInNumber, row.WantedNumber, row.IsSmsSignInDisabled) = (number.SignInNumber, null, false);
        if (await change.TrySaveAsync()) return Outcome.Done;
        await change.Set<PhoneMethodRow>().Where(p => p.UserId == row.UserId && p.Id == row.Id).ExecuteUpdateAsync(p => p
            .SetProperty(x => x.WantedNumber, number.SignInNumber)
            .SetProperty(x => x.IsSmsSignInDisabled, false));
        return Outcome.Kept(PhoneErrors.PhoneNumberNotUnique());
    }

    /// <summary>Stores that a phone was used to sign in; false if there is none anymore.</summary>
    internal static async Task<bool> TryUseAsync(Change change, Expression<Func<PhoneMethodRow, bool>> phone)
    {
        var now = change.Now;
        return await change.Set<PhoneMethodRow>().Where(phone).ExecuteUpdateAsync(p => p.SetProperty(x => x.LastUsedDateTime, now)) > 0;
    }

    /// <summary>Removes a phone without checking the rules for deletion, and releases its number.</summary>
    internal static async Task RemoveAsync(Change change, PhoneMethodRow row)
    {
        change.Remove(row);
        await change.SaveAsync();
        await ReleaseAsync(change, row.SignInNumber);
    }

    /// <summary>Clears the conflict of the phones that waited for a released number.</summary>
    private static async Task ReleaseAsync(Change change, string? number)
    {
        if (number is null) return;
        await change.Set<PhoneMethodRow>().Where(p => p.WantedNumber == number).ExecuteUpdateAsync(p => p.SetProperty(x => x.WantedNumber, (string?)null));
    }

    /// <summary>Releases every number that a user has registered for SMS sign-in.</summary>
    internal static Task ReleaseAsync(Change change, Guid user)
    {
        var numbers = change.Set<PhoneMethodRow>().Where(p => p.UserId == user && p.SignInNumber != null).Select(p => p.SignInNumber);
        return change.Set<PhoneMethodRow>().Where(p => p.WantedNumber != null && numbers.Contains(p.WantedNumber))
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.WantedNumber, (string?)null));
    }

    private static UsageAuthMethod UsageOf(PhoneType type) => type switch
    {
        PhoneType.Mobile => UsageAuthMethod.MobilePhone,
        PhoneType.AlternateMobile => UsageAuthMethod.AlternateMobilePhone,
        PhoneType.Office => UsageAuthMethod.OfficePhone,
    };

    private Task<PhoneToChange?> FindAsync(Change change, TargetUser user, PhoneType type) => FindAsync(change, user, PhoneMethodRow.IdOf(type));

    private Task<PhoneToChange?> FindAsync(Change change, TargetUser user, string id) =>
        queries.ToChange(change.Rows, user.Id, AuthenticationMethodRow.KeyOf(id));
}

/// <summary>A tracked phone, and the stamp of the policy that applies to the change.</summary>
internal sealed record PhoneToChange(PhoneMethodRow Row, Guid PolicyStamp);

/// <summary>The compiled queries of the frequent reads.</summary>
internal sealed class PhoneMethodQueries
{
    internal Func<AuthDb, Guid, IAsyncEnumerable<PhoneMethodRow>> OfUser { get; } = EF.CompileAsyncQuery((AuthDb db, Guid user) =>
        db.Set<PhoneMethodRow>().AsNoTracking().Where(p => p.UserId == user));

    internal Func<AuthDb, Guid, string, Task<PhoneToChange?>> ToChange { get; } = EF.CompileAsyncQuery((AuthDb db, Guid user, string id) =>
        db.Set<PhoneMethodRow>().Where(p => p.UserId == user && p.Id == id)
            .Select(p => new PhoneToChange(p, db.Tenants.First().PolicyStamp)).FirstOrDefault());

    internal Func<AuthDb, Guid, string, Task<PhoneMethodRow?>> One { get; } = EF.CompileAsyncQuery((AuthDb db, Guid user, string id) =>
        db.Set<PhoneMethodRow>().AsNoTracking().FirstOrDefault(p => p.UserId == user && p.Id == id));
}
