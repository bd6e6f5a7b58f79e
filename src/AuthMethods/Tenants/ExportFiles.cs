using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tenants;

/// <summary>Exports in files, for the server's start and its commands. What is wrong with a file is an <see cref="InvalidDataException"/>.</summary>
internal sealed class ExportFiles(IServiceScopeFactory scopes)
{
    /// <summary>Creates a tenant from a file. Its id is the one that the file names, or else always the same for the same domain.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mayExist">Whether it is no error if a tenant has the domain or the id; the result is then null.</param>
    public async Task<CreatedTenant?> CreateAsync(string path, bool mayExist = false)
    {
        using var document = await ReadAsync(path);
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            var imported = scope.ServiceProvider.GetRequiredService<TenantImport>().Read(Guid.NewGuid(), document.RootElement, domain: null);
            var id = IdIn(document.RootElement) ?? DerivedId.From(Guid.Empty, new(SHA256.HashData(Encoding.UTF8.GetBytes(imported.DefaultDomain))[..16]));
            if (mayExist && (await scope.ServiceProvider.GetRequiredService<TenantStore>().ListAsync(CancellationToken.None))
                .Any(t => t.Domain == imported.DefaultDomain || t.Id == id.ToString())) return null;
            var created = await scope.ServiceProvider.GetRequiredService<TenantCreation>()
                .CreateAsync(new(TenantSource.Export, Domain: null, DisplayName: null) { Export = document.RootElement }, id);
            return created.OrThrow();
        }
        catch (GraphException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Replaces what is in a tenant by a file.</summary>
    public async Task ReplaceAsync(Guid tenant, string path)
    {
        using var document = await ReadAsync(path);
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            (await scope.ServiceProvider.GetRequiredService<TenantImport>().ReplaceAsync(tenant, document.RootElement)).OrThrow();
        }
        catch (GraphException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    public async Task<byte[]> ExportAsync(Guid tenant, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuthDb>().TenantId = tenant;
        return await scope.ServiceProvider.GetRequiredService<TenantExporter>().ExportAsync(cancellation);
    }

    private static async Task<JsonDocument> ReadAsync(string path)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return await JsonDocument.ParseAsync(file, new() { AllowDuplicateProperties = false });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InvalidDataException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The id that a document names for the tenant, which <c>export</c> doesn't.</summary>
    private static Guid? IdIn(JsonElement json) =>
        json.TryGetProperty("tenant", out var tenant) && tenant.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
        && GuidKey.TryParse(id.GetString(), out var named) && named != Guid.Empty ? named : null;
}
