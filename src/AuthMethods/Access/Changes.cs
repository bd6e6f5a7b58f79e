using AuthMethods.Storage;

namespace AuthMethods.Access;

/// <summary>Changes made by the caller of this request.</summary>
public sealed class Changes(Writer writer, CallContext call)
{
    /// <summary>As <see cref="Writer.RunAsync"/>, in the caller's tenant and with the caller in the audit log.</summary>
    public Task<T> ApplyAsync<T>(Func<Change, Task<T>> work) => writer.RunAsync(call.TenantId, call.Trail(), work, call.Aborted);

    /// <summary>The same for a change without a result.</summary>
    public Task ApplyAsync(Func<Change, Task> work) => ApplyAsync(async change =>
    {
        await work(change);
        return true;
    });
}
