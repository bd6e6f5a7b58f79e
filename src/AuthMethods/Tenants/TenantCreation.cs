using System.Security.Cryptography;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tenants;

/// <summary>Creates tenants. Each gets a new id, and an application with every application permission whose secret is answered.</summary>
internal sealed class TenantCreation(AuthDb db, Writer writer, SampleTenant sample, Passwords passwords, StoredClocks clocks, TimeProvider time)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789~._-";
    private const int SecretLength = 40;
    private const int HintLength = 3;

    /// <summary>The client id of the application in tenants that have none with every application permission.</summary>
    public static readonly Guid TestClient = new("33334444-dddd-5555-eeee-6666ffff7777");

    public async Task<Outcome<CreatedTenant>> CreateAsync(TenantRequest request)
    {
        var id = Guid.NewGuid();
        if (request.Source == TenantSource.Sample)
        {
            return await sample.CreateAsync(id, request.Domain, request.DisplayName ?? "Contoso")
                ? Created(id, request.Domain, SampleTenant.Provisioning, SampleTenant.ProvisioningSecret)
                : TenantErrors.DomainTaken(request.Domain);
        }

        var snapshot = request.SnapshotId is { } key ? await FindSnapshotAsync(key) : null;
        if (request.Source == TenantSource.Snapshot && snapshot is null) return GraphErrors.MethodNotFound();
        var secret = RandomNumberGenerator.GetString(Letters, SecretLength);
        var hash = await passwords.HashAsync(secret);
        return await clocks.AfterAsync(id, writer.RunAsync<Outcome<CreatedTenant>>(id, AuditTrail.Server(time.OfServer()), async change =>
        {
            var isAdded = snapshot is null ? await AddEmptyAsync(change, request) : await AddCopyAsync(change, request, snapshot);
            if (!isAdded)
            {
                change.Undo();
                return TenantErrors.DomainTaken(request.Domain);
            }

            var client = await AddSecretAsync(change, hash, secret[..HintLength]);
            await TenantSnapshots.TakeAsync(change, Guid.Empty, request.Source.ToString().ToLowerInvariant(), CancellationToken.None);
            return Created(id, request.Domain, client, secret);
        }));
    }

    private async Task<TenantSnapshotRow?> FindSnapshotAsync(Guid id) =>
        await db.Set<TenantSnapshotRow>().AsNoTracking().IgnoreQueryFilters().FirstOrDefaultAsync(s => s.Id == id);

    private static Task<bool> AddEmptyAsync(Change change, TenantRequest request)
    {
        change.Add(new TenantRow
        {
            Id = change.TenantId, DisplayName = request.DisplayName ?? request.Domain, CreatedDateTime = change.Now, PolicyStamp = Guid.NewGuid(),
        });
        change.Add(PublishedApi.RowIn(change.TenantId));
        change.Add(new DomainRow { TenantId = change.TenantId, Name = request.Domain, IsDefault = true });
        change.Record(AuditActivity.CreateCompany, change.TenantId, request.Domain);
        return change.TrySaveAsync();
    }

    private static async Task<bool> AddCopyAsync(Change change, TenantRequest request, TenantSnapshotRow snapshot)
    {
        var rows = TenantRows.Parse(snapshot.Rows);
        var copy = new TenantCopy(
            new Dictionary<Guid, Guid>
            {
                [snapshot.TenantId] = change.TenantId,
                [PublishedApi.RowIn(snapshot.TenantId).Id] = PublishedApi.RowIn(change.TenantId).Id,
            },
            DomainsOf(rows, request.Domain));
        if (!await rows.TryInsertAsync(change.Rows, copy, CancellationToken.None)) return false;
        var tenant = await change.Tenants.SingleAsync();
        (tenant.CreatedDateTime, tenant.DisplayName) = (change.Now, request.DisplayName ?? tenant.DisplayName);
        change.Record(AuditActivity.CreateCompany, change.TenantId, request.Domain);
        return true;
    }

    /// <summary>The domains of a copy: the new default one instead of the source's, others below it.</summary>
    private static Dictionary<string, string> DomainsOf(TenantRows rows, string domain)
    {
        var found = rows.Of("Domains").Select(d => (Name: (string)d["Name"]!, IsDefault: Convert.ToBoolean(d["IsDefault"], null))).ToArray();
        var main = found.FirstOrDefault(d => d.IsDefault).Name ?? found[0].Name;
        return found.ToDictionary(d => d.Name, d =>
            d.Name == main ? domain
            : d.Name == SampleTenant.OnMicrosoft(main) && SampleTenant.OnMicrosoft(domain) is { } second ? second
            : $"{d.Name.Replace('.', '-')}.{domain}");
    }

    /// <summary>Adds a secret to an application with every application permission, or to a new one. Returns its client id.</summary>
    private static async Task<Guid> AddSecretAsync(Change change, string hash, string hint)
    {
        var every = SampleTenant.EveryApplication.Length;
        var application = await (
            from a in change.Applications
            join s in change.ServicePrincipals on a.AppId equals s.AppId
            where s.AccountEnabled && change.AppRoleAssignments.Count(r => r.PrincipalId == s.Id) >= every
            orderby a.CreatedDateTime
            select a).FirstOrDefaultAsync();
        if (application is null)
        {
            application = new ApplicationRow
            {
                TenantId = change.TenantId,
                Id = SampleTenant.RegistrationOf(TestClient),
                AppId = TestClient,
                DisplayName = "Test client",
                CreatedDateTime = change.Now,
            };
            change.Add(application);
            change.Add(new ServicePrincipalRow
            {
                TenantId = change.TenantId,
                Id = TestClient,
                AppId = TestClient,
                DisplayName = application.DisplayName,
                AppOwnerOrganizationId = change.TenantId,
            });
            await change.SaveAsync();
            await SampleTenant.AssignAsync(change, TestClient, SampleTenant.EveryApplication, CancellationToken.None);
        }

        change.Add(new ApplicationCredentialRow
        {
            TenantId = change.TenantId,
            OwnerId = application.Id,
            KeyId = Guid.NewGuid(),
            DisplayName = "Test client",
            StartDateTime = TenantClock.Earliest,
            SecretHash = hash,
            Hint = hint,
        });
        return application.AppId;
    }

    private static CreatedTenant Created(Guid id, string domain, Guid client, string secret) =>
        new() { Id = id.ToString(), Domain = domain, ClientId = client.ToString(), ClientSecret = secret };
}
