using System.Security.Cryptography;
using System.Text;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Reports;

/// <summary>What users did: registrations from the audit log and sign-ins from the sign-in log. Refused without a premium license.</summary>
internal sealed class ActivityStore(AuthDb db, TimeProvider time)
{
    private static readonly TimeSpan Shown = TimeSpan.FromDays(30);

    // In the order of the function's page; the last two are in its enumeration only.
    private static readonly UsageAuthMethod[] Registrable =
    [
        UsageAuthMethod.WindowsHelloForBusiness, UsageAuthMethod.MicrosoftAuthenticatorPush, UsageAuthMethod.Email, UsageAuthMethod.MobilePhone,
        UsageAuthMethod.OfficePhone, UsageAuthMethod.AlternateMobilePhone, UsageAuthMethod.SecurityQuestion, UsageAuthMethod.SoftwareOneTimePasscode,
        UsageAuthMethod.HardwareOneTimePasscode, UsageAuthMethod.Fido2SecurityKey, UsageAuthMethod.TemporaryAccessPass,
        UsageAuthMethod.MicrosoftAuthenticatorPasswordless, UsageAuthMethod.MacOsSecureEnclaveKey, UsageAuthMethod.PassKeyDeviceBound,
        UsageAuthMethod.PassKeyDeviceBoundAuthenticator, UsageAuthMethod.PassKeyDeviceBoundWindowsHello, UsageAuthMethod.ExternalAuthMethod,
        UsageAuthMethod.PassKeySynced, UsageAuthMethod.QrCode,
    ];

    private static readonly UsageAuthMethod[] Resettable =
    [
        UsageAuthMethod.Email, UsageAuthMethod.MobilePhone, UsageAuthMethod.OfficePhone, UsageAuthMethod.AlternateMobilePhone,
        UsageAuthMethod.SecurityQuestion, UsageAuthMethod.MicrosoftAuthenticatorPush, UsageAuthMethod.Sms, UsageAuthMethod.OneTimePasscode,
    ];

    // In the order of the function's page.
    private static readonly string[] SignInMethods =
    [
        "password", "sms", "smsSignIn", "mobilePhone", "alternateMobilePhone", "officePhone", "microsoftAuthenticatorPush", "oneTimePasscode",
        "microsoftAuthenticatorPasswordless", "windowsHelloForBusiness", "fido2SecurityKey", "temporaryAccessPass", "macOsSecureEnclaveKey",
        "passKeyDeviceBound", "passKeySynced", "externalAuthMethod",
    ];

    /// <summary>A page of the registrations of the last thirty days, newest first by default.</summary>
    public async Task<Outcome<Page<RegistrationEventRow>>> PageAsync(GraphQuery query, Fields<RegistrationEventRow> fields) =>
        await db.RefusalAsync() is { } refusal ? refusal : await db.PageAsync(Events(), fields, query);

    /// <summary>Successful interactive sign-ins on each of the last thirty days, latest day first; days without any are omitted.</summary>
    internal async Task<Outcome<UserMfaSignInSummary[]>> CountByFactorsAsync()
    {
        if (await db.RefusalAsync() is { } refusal) return refusal;
        var days = new Dictionary<DateTime, (long Single, long Multi)>();
        await foreach (var signIn in SignedIn(Shown).Select(s => new { s.CreatedDateTime, s.NeedsMultiFactor }).AsAsyncEnumerable())
        {
            var (single, multi) = days.GetValueOrDefault(signIn.CreatedDateTime.UtcDateTime.Date);
            days[signIn.CreatedDateTime.UtcDateTime.Date] = signIn.NeedsMultiFactor ? (single, multi + 1) : (single + 1, multi);
        }

        return days.OrderByDescending(day => day.Key)
            .Select(day => new UserMfaSignInSummary(
                IdOf($"{db.TenantId} {day.Key:O}"), new(day.Key, TimeSpan.Zero), day.Value.Single + day.Value.Multi, day.Value.Single, day.Value.Multi))
            .ToArray();
    }

    /// <summary>How often each method was registered. Users can't reset their passwords by themselves here, so nothing was reset.</summary>
    internal async Task<Outcome<UserRegistrationActivitySummary[]>> CountRegistrationsAsync(TimeSpan period)
    {
        if (await db.RefusalAsync() is { } refusal) return refusal;
        var registered = await CountEventsAsync(period);
        return Registrable.Select(method => Summary(FeatureType.Registration, method, registered.GetValueOrDefault(method)))
            .Concat(Resettable.Select(method => Summary(FeatureType.Reset, method, 0)))
            .ToArray();

        UserRegistrationActivitySummary Summary(FeatureType feature, UsageAuthMethod method, long count) =>
            new(IdOf($"{db.TenantId} {feature} {method}"), feature, count, 0, method);
    }

    /// <summary>How many interactive sign-ins with each method succeeded; one with two methods counts for both.</summary>
    internal async Task<Outcome<UserSignInUsageByAuthMethodActivity[]>> CountSignInsAsync(TimeSpan period)
    {
        if (await db.RefusalAsync() is { } refusal) return refusal;
        var used = await SignedIn(period).GroupBy(s => new { s.Method, s.SecondMethod })
            .Select(g => new { g.Key.Method, g.Key.SecondMethod, Count = g.LongCount() }).ToListAsync();
        var counts = used.SelectMany(u => new[] { u.Method, u.SecondMethod }.OfType<string>(), (u, method) => (Method: WordOf(method), u.Count))
            .ToLookup(u => u.Method, u => u.Count);
        return SignInMethods.Select(method => new UserSignInUsageByAuthMethodActivity(method, counts[method].Sum())).ToArray();
    }

    /// <summary>The same as <see cref="CountRegistrationsAsync"/> under the names of older reports, without what was never registered.</summary>
    internal async Task<Outcome<CredentialUsageSummary[]>> CountCredentialUsageAsync(TimeSpan period)
    {
        if (await db.RefusalAsync() is { } refusal) return refusal;
        return (await CountEventsAsync(period)).GroupBy(e => Former(e.Key), e => e.Value)
            .OrderBy(e => e.Key)
            .Select(e => new CredentialUsageSummary(IdOf($"{db.TenantId} usage {e.Key}"), FeatureType.Registration, e.Sum(), 0, e.Key))
            .ToArray();
    }

    /// <summary>The report's word for a method of the sign-in log.</summary>
    private static string WordOf(string method) => method switch
    {
        "Temporary Access Pass" => "temporaryAccessPass",
        "Passkey" => "fido2SecurityKey",
        "Passwordless phone sign-in" => "microsoftAuthenticatorPasswordless",
        "Mobile app notification" => "microsoftAuthenticatorPush",
        "Software OATH token" or "Hardware OATH token" => "oneTimePasscode",
        "Text message" => "sms",
        "Phone call" => "mobilePhone",
        "SMS sign-in" => "smsSignIn",
        // The report has no word for it.
        "QR code pin" => "",
        _ => "password",
    };

    private async Task<Dictionary<UsageAuthMethod, long>> CountEventsAsync(TimeSpan period)
    {
        var since = time.Now() - period;
        return await db.AuditRecords.Where(a => a.RegisteredMethod != null && a.ActivityDateTime >= since).GroupBy(a => a.RegisteredMethod!.Value)
            .Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count);
    }

    private IQueryable<SignInRow> SignedIn(TimeSpan period)
    {
        var since = time.Now() - period;
        return db.SignIns.AsNoTracking().Where(s => s.CreatedDateTime >= since && s.EventType == SignInEventType.InteractiveUser && s.ErrorCode == 0);
    }

    private IQueryable<RegistrationEventRow> Events()
    {
        var since = time.Now() - Shown;
        return
            from a in db.AuditRecords.AsNoTracking()
            where a.RegisteredMethod != null && a.ActivityDateTime >= since
            join u in db.Users on a.TargetId equals u.Id into users
            from u in users.DefaultIfEmpty()
            select new RegistrationEventRow
            {
                Id = a.Id,
                UserId = a.TargetId!.Value,
                EventDateTime = a.ActivityDateTime,
                AuthMethod = a.RegisteredMethod!.Value,
                FormerAuthMethod = a.RegisteredMethod == UsageAuthMethod.MobilePhone ? UsageAuthMethod.MobileSMS
                    : a.RegisteredMethod == UsageAuthMethod.AlternateMobilePhone ? UsageAuthMethod.AlternateMobileCall
                    : a.RegisteredMethod == UsageAuthMethod.MicrosoftAuthenticatorPush ? UsageAuthMethod.AppNotification
                    : a.RegisteredMethod == UsageAuthMethod.SoftwareOneTimePasscode ? UsageAuthMethod.AppCode
                    : a.RegisteredMethod == UsageAuthMethod.HardwareOneTimePasscode ? UsageAuthMethod.AppCode
                    : a.RegisteredMethod == UsageAuthMethod.PassKeyDeviceBound ? UsageAuthMethod.Fido
                    : a.RegisteredMethod == UsageAuthMethod.PassKeySynced ? UsageAuthMethod.Fido
                    : a.RegisteredMethod!.Value,
                UserPrincipalName = a.TargetName ?? "",
                UserDisplayName = u == null ? "" : u.DisplayName ?? "",
                UserDisplayNameKey = u == null ? "" : u.DisplayNameKey,
            };
    }

    /// <summary>The name of a method in older reports; newer methods have the same in both.</summary>
    private static UsageAuthMethod Former(UsageAuthMethod method) => method switch
    {
        UsageAuthMethod.MobilePhone => UsageAuthMethod.MobileSMS,
        UsageAuthMethod.AlternateMobilePhone => UsageAuthMethod.AlternateMobileCall,
        UsageAuthMethod.MicrosoftAuthenticatorPush => UsageAuthMethod.AppNotification,
        UsageAuthMethod.SoftwareOneTimePasscode or UsageAuthMethod.HardwareOneTimePasscode => UsageAuthMethod.AppCode,
        UsageAuthMethod.PassKeyDeviceBound or UsageAuthMethod.PassKeySynced => UsageAuthMethod.Fido,
        var same => same,
    };

    /// <summary>An id that stays the same each time that the summary is computed.</summary>
    private static string IdOf(string summary) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(summary)).AsSpan(0, 16)).ToString();
}
