using System.Text.Json;
using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Methods.Approvals;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace AuthMethods.Features.Authenticators;

internal sealed class AuthenticatorStore(AuthDb db, Changes changes, Secrets secrets, IPhoneApps phones, TimeProvider time)
{
    private static readonly AuditActivity Added = Activity("Add software authenticator", "Add");
    private static readonly AuditActivity Updated = Activity("Create passkey on software authenticator", "Update");
    private static readonly AuditActivity Deleted = Activity("Delete software authenticator", "Delete");

    private const int MaxPerTenant = 1_000;
    private const int CodeSeconds = 30;

    public async Task<IReadOnlyList<SoftwareAuthenticator>> ListAsync() =>
        [.. (await db.Set<SoftwareAuthenticatorRow>().AsNoTracking().OrderBy(a => a.CreatedDateTime).ThenBy(a => a.Id).ToListAsync()).Select(ToWire)];

    public async Task<SoftwareAuthenticator?> FindAsync(Guid id) => await RowAsync(id) is { } row ? ToWire(row) : null;

    /// <summary>The result shows the secret.</summary>
    public Task<Outcome<SoftwareAuthenticator>> AddTotpAsync(string? displayName, byte[] secret)
    {
        var text = Base32.Encode(secret);
        return AddAsync(AuthenticatorType.Totp, displayName, text, added => added with { SecretKey = text });
    }

    public Task<Outcome<SoftwareAuthenticator>> AddPasskeyAsync(string? displayName, Passkey passkey) =>
        AddAsync(AuthenticatorType.Passkey, displayName, JsonSerializer.Serialize(passkey), added => added);

    /// <summary>Makes a phone and registers its app for a user. The result shows the secret of its codes.</summary>
    public async Task<Outcome<SoftwareAuthenticator>> AddPhoneAsync(TargetUser user, string? displayName, byte[] secret, bool isPasswordless)
    {
        if (await db.Set<SoftwareAuthenticatorRow>().CountAsync() >= MaxPerTenant) return AuthenticatorErrors.TooManyAuthenticators(MaxPerTenant);
        var text = Base32.Encode(secret);
        var registered = await phones.RegisterAsync(user, new(displayName ?? "Phone", text, isPasswordless));
        if (registered.Refusal is { } refusal) return refusal;
        var state = new PhoneState(user.Id, registered.OrThrow(), text, isPasswordless);
        return await AddAsync(
            AuthenticatorType.MicrosoftAuthenticator, displayName, JsonSerializer.Serialize(state), added => added with { SecretKey = text });
    }

    /// <summary>The permission that registering a phone for a user requires.</summary>
    public string PhonePermission => phones.Permission;

    /// <summary>A phone; null if it is something else.</summary>
    public async Task<Phone?> FindPhoneAsync(Guid id) =>
        await RowAsync(id) is { Type: AuthenticatorType.MicrosoftAuthenticator } row && PhoneOf(row) is var phone ? new(phone.UserId, phone.MethodId) : null;

    /// <summary>What the phone's user is called; null for a deleted user.</summary>
    public Task<string?> UserNameAsync(Phone phone) => db.Users.Where(u => u.Id == phone.UserId).Select(u => u.UserPrincipalName).FirstOrDefaultAsync();

    public Task<Outcome> DeleteAsync(Guid id) => changes.TryAsync(async change =>
    {
        if (await change.Set<SoftwareAuthenticatorRow>().Where(a => a.Id == id).ExecuteDeleteAsync() == 0) return GraphErrors.MethodNotFound();
        change.Record(Deleted, id, id.ToString());
        return Outcome.Done;
    });

    /// <summary>The code that the app shows now.</summary>
    public async Task<Outcome<AuthenticatorCode>> CodeAsync(Guid id)
    {
        if (await RowAsync(id) is not { } row) return GraphErrors.MethodNotFound();
        var secret = row.Type switch
        {
            AuthenticatorType.Totp => secrets.Decrypt(row.EncryptedState),
            AuthenticatorType.MicrosoftAuthenticator => PhoneOf(row).Secret,
            AuthenticatorType.Passkey => null,
        };
        if (secret is null) return AuthenticatorErrors.NotOfThisType();
        var now = time.GetUtcNow();
        var code = new Totp(Base32.Decode(secret)!, CodeSeconds).ComputeTotp(now.UtcDateTime);
        return new AuthenticatorCode(code, DateTimeOffset.FromUnixTimeSeconds((now.ToUnixTimeSeconds() / CodeSeconds * CodeSeconds) + CodeSeconds));
    }

    /// <summary>Creates the authenticator's passkey, in place of the one before.</summary>
    public async Task<Outcome<AuthenticatorCreation>> CreateAsync(Guid id, CeremonyRequest options)
    {
        if (await RowAsync(id) is not { } row) return GraphErrors.MethodNotFound();
        if (row.Type != AuthenticatorType.Passkey) return AuthenticatorErrors.NotOfThisType();
        var before = PasskeyOf(row);
        if (before.CredentialId is { } known && options.Credentials.Contains(known)) return AuthenticatorErrors.PasskeyExcluded();
        var (created, answer) = before.Create(options);
        var state = secrets.Encrypt(JsonSerializer.Serialize(created));
        return await changes.TryAsync<AuthenticatorCreation>(async change =>
        {
            var updated = await change.Set<SoftwareAuthenticatorRow>().Where(a => a.Id == id).ExecuteUpdateAsync(
                a => a.SetProperty(x => x.EncryptedState, state).SetProperty(x => x.SignCount, 0));
            if (updated == 0) return GraphErrors.MethodNotFound();
            change.Record(Updated, id, row.DisplayName ?? id.ToString());
            return new AuthenticatorCreation(row.DisplayName, answer);
        });
    }

    /// <summary>Signs a challenge with the authenticator's passkey. Each signature has a higher count.</summary>
    public async Task<Outcome<AuthenticatorAssertion>> GetAsync(Guid id, CeremonyRequest options)
    {
        if (await RowAsync(id) is not { } row) return GraphErrors.MethodNotFound();
        if (row.Type != AuthenticatorType.Passkey) return AuthenticatorErrors.NotOfThisType();
        var passkey = PasskeyOf(row);
        var isAllowed = passkey.RelyingPartyId == options.RelyingPartyId
            && (options.Credentials.Count == 0 || options.Credentials.Contains(passkey.CredentialId));
        if (!isAllowed) return AuthenticatorErrors.PasskeyMissing();
        var count = await changes.ApplyAsync(change => change.UnrecordedAsync(async () =>
        {
            var rows = change.Set<SoftwareAuthenticatorRow>().Where(a => a.Id == id);
            await rows.ExecuteUpdateAsync(a => a.SetProperty(x => x.SignCount, x => x.SignCount + 1));
            return await rows.Select(a => a.SignCount).FirstOrDefaultAsync();
        }));
        return passkey.Get(options, (uint)count);
    }

    private async Task<Outcome<SoftwareAuthenticator>> AddAsync(
        AuthenticatorType type, string? displayName, string state, Func<SoftwareAuthenticator, SoftwareAuthenticator> show)
    {
        var (id, encrypted) = (Guid.NewGuid(), secrets.Encrypt(state));
        return await changes.TryAsync<SoftwareAuthenticator>(async change =>
        {
            if (await change.Set<SoftwareAuthenticatorRow>().CountAsync() >= MaxPerTenant) return AuthenticatorErrors.TooManyAuthenticators(MaxPerTenant);
            var row = new SoftwareAuthenticatorRow
            {
                TenantId = change.TenantId, Id = id, Type = type, DisplayName = displayName, EncryptedState = encrypted, CreatedDateTime = change.Now,
            };
            change.Add(row);
            change.Record(Added, id, displayName ?? id.ToString());
            return show(ToWire(row));
        });
    }

    private Task<SoftwareAuthenticatorRow?> RowAsync(Guid id) => db.Set<SoftwareAuthenticatorRow>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == id);

    private Passkey PasskeyOf(SoftwareAuthenticatorRow row) => JsonSerializer.Deserialize<Passkey>(secrets.Decrypt(row.EncryptedState))!;

    private PhoneState PhoneOf(SoftwareAuthenticatorRow row) => JsonSerializer.Deserialize<PhoneState>(secrets.Decrypt(row.EncryptedState))!;

    private SoftwareAuthenticator ToWire(SoftwareAuthenticatorRow row)
    {
        var phone = row.Type == AuthenticatorType.MicrosoftAuthenticator ? PhoneOf(row) : null;
        var passkey = row.Type == AuthenticatorType.Passkey ? PasskeyOf(row) : null;
        return new()
        {
            Id = row.Id.ToString(),
            CreatedDateTime = row.CreatedDateTime,
            Type = row.Type,
            DisplayName = row.DisplayName,
            AaGuid = passkey?.AaGuid.ToString(),
            Attestation = passkey?.Attestation,
            IsSynced = passkey?.IsSynced,
            RelyingPartyId = passkey?.RelyingPartyId,
            User = phone?.UserId.ToString(),
            MethodId = phone?.MethodId,
            IsPasswordless = phone?.IsPasswordless,
        };
    }

    private static AuditActivity Activity(string name, string operation) =>
        new(name, operation, Category: AuditActivity.ApplicationManagement) { TargetType = "Other" };
}
