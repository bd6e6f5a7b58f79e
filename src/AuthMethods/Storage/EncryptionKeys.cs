using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Storage;

/// <summary>Stores Data Protection's keys in the database, so that all replicas share them. Its interface is synchronous.</summary>
internal sealed class EncryptionKeys(IDbContextFactory<AuthDb> contexts, Writer writer, TimeProvider time) : IXmlRepository
{
    private static readonly AuditActivity Created = new("Create encryption key", "Add", AuditActivity.CoreDirectory, "KeyManagement") { TargetType = "Other" };

    private int _highest;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        var keys = db.Set<EncryptionKeyRow>().AsNoTracking().OrderBy(k => k.Number).ToList();
        _highest = keys.Count == 0 ? 0 : keys[^1].Number;
        return [.. keys.Select(k => XElement.Parse(k.Xml))];
    }

    /// <summary>Stores a key unless another replica has stored one since the keys were read; Data Protection then reads and uses that one.</summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        var number = _highest + 1;
        writer.RunAsync(Guid.Empty, AuditTrail.Server(time), async change =>
        {
            change.Add(new EncryptionKeyRow { Number = number, Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
            change.Record(Created, Guid.Empty, friendlyName);
            return await change.TrySaveAsync();
        }).GetAwaiter().GetResult();
    }
}
