using System.Security.Cryptography;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tenants;

/// <summary>Creates tenants. Each gets a new id, and an application with every application permission whose secret is answered.</summary>
internal sealed class TenantCreation(
    AuthDb db, Writer writer, SampleTenant sample, TenantImport import, Passwords passwords, StoredClocks clocks, TimeProvider time)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789~._-";
    private const int SecretLength = 40;
    private const int HintLength = 3;

    /// <summary>The client id of the application in tenants that have none with every application permission.</summary>
    public static readonly Guid TestClient = new("33334444-dddd-5555-eeee-6666ffff7777");

    public async Task<Outcome<CreatedTenant>> CreateAsync(TenantRequest request, Guid? tenant = null)
    {
        var id = tenant ?? Guid.NewGuid();
        if (request is { Source: TenantSource.Sample, Domain: { } free })
        {
            return await sample.CreateAsync(id, free, request.DisplayName ?? "Contoso")
                ? Created(id, free, SampleTenant.Provisioning, SampleTenant.ProvisioningSecret)
                : TenantErrors.DomainTaken(free);
        }

        var snapshot = request.SnapshotId is { } key ? await FindSnapshotAsync(key) : null;
        if (request.Source == TenantSource.Snapshot && snapshot is null) return GraphErrors.MethodNotFound();
        var imported = request.Source == TenantSource.Export ? import.Read(id, request.Export, request.Domain) : null;
        var domain = request.Domain ?? imported!.DefaultDomain;
        var secret = RandomNumberGenerator.GetString(Letters, SecretLength);
        var hash = await passwords.HashAsync(secret);
        return await clocks.AfterAsync(id, writer.RunAsync<Outcome<CreatedTenant>>(id, AuditTrail.Server(time.OfServer()), async change =>
        {
            var refusal = imported is not null ? await AddImportedAsync(change, request, imported)
                : snapshot is not null ? await AddCopyAsync(change, request.DisplayName, domain, snapshot)
                : await AddEmptyAsync(change, request.DisplayName, domain);
            if (refusal is not null)
            {
                change.Undo();
                return refusal;
            }

            var client = await AddSecretAsync(change, hash, secret[..HintLength]);
            await TenantSnapshots.TakeAsync(change, Guid.Empty, request.Source.ToString().ToLowerInvariant(), CancellationToken.None);
            return Created(id, domain, client, secret);
        }));
    }

    private async Task<TenantSnapshotRow?> FindSnapshotAsync(Guid id) =>
        await db.Set<TenantSnapshotRow>().AsNoTracking().IgnoreQueryFilters().FirstOrDefaultAsync(s => s.Id == id);

    private static async Task<GraphException?> AddEmptyAsync(Change change, string? name, string domain)
    {
        change.Add(new TenantRow
        {
            Id = change.TenantId, DisplayName = name ?? domain, CreatedDateTime = change.Now, PolicyStamp = Guid.NewGuid(),
        });
        change.Add(PublishedApi.RowIn(change.TenantId));
        change.Add(new DomainRow { TenantId = change.TenantId, Name = domain, IsDefault = true });
        change.Record(AuditActivity.CreateCompany, change.TenantId, domain);
        return await change.TrySaveAsync() ? null : TenantErrors.DomainTaken(domain);
    }

    private static async Task<GraphException?> AddImportedAsync(Change change, TenantRequest request, ImportedTenant imported)
    {
        if (request.DisplayName is { } name) imported.Tenant.DisplayName = name;
        if (await TenantImport.InsertAsync(change, imported) is { } refusal) return refusal;
        change.Record(AuditActivity.CreateCompany, change.TenantId, imported.DefaultDomain);
        return null;
    }

    private static async Task<GraphException?> AddCopyAsync(Change change, string? name, string domain, TenantSnapshotRow snapshot)
    {
        var rows = TenantRows.Parse(snapshot.Rows);
        var copy = new TenantCopy(
            new Dictionary<Guid, Guid>
            {
                [snapshot.TenantId] = change.TenantId,
                [PublishedApi.RowIn(snapshot.TenantId).Id] = PublishedApi.RowIn(change.TenantId).Id,
            },
            DomainsOf(rows, domain));
        if (!await rows.TryInsertAsync(change.Rows, copy, CancellationToken.None)) return TenantErrors.DomainTaken(domain);
        var tenant = await change.Tenants.SingleAsync();
        (tenant.CreatedDateTime, tenant.DisplayName) = (change.Now, name ?? tenant.DisplayName);
        change.Record(AuditActivity.CreateCompany, change.TenantId, domain);
        return null;
    }

    private static Dictionary<string, string> DomainsOf(TenantRows rows, string domain)
    {
        var found = rows.Of("Domains").Select(d => (Name: (string)d["Name"]!, IsDefault: Convert.ToBoolean(d["IsDefault"], null))).ToArray();
        return Domains.OfCopy(found.Select(d => d.Name), found.OrderByDescending(d => d.IsDefault).First().Name, domain);
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
